package social.coulomb.sandboxer.apiserver.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.watch.Watch;

/// What goes back to the client.
public sealed interface Answer {

    /// A header of the answer; several may have one name.
    record Header(String name, String value) {}

    String TEXT = "text/plain; charset=utf-8";

    /// The headers beside Content-Type.
    List<Header> headers();

    /// An answer that is complete.
    ///
    /// @param body not to be modified
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(int code, String contentType, List<Header> headers, byte[] body) implements Answer {

        public Whole {
            headers = List.copyOf(headers);
        }

        Whole with(List<Header> more) {
            var all = new ArrayList<>(headers);
            all.addAll(more);
            return new Whole(code, contentType, all, body);
        }
    }

    /// An answer that goes on for as long as the client listens. Whoever takes it closes the watch.
    record Streamed(String contentType, List<Header> headers, Watch watch) implements Answer {

        public Streamed {
            headers = List.copyOf(headers);
        }

        Streamed with(List<Header> more) {
            var all = new ArrayList<>(headers);
            all.addAll(more);
            return new Streamed(contentType, all, watch);
        }
    }

    static Whole text(int code, String text) {
        return new Whole(code, TEXT, List.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    /// What Kubernetes answers for an address at which nothing is.
    static Whole nothingHere() {
        return text(404, "404 page not found\n");
    }
}
