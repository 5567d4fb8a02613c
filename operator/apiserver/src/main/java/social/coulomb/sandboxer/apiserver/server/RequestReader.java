package social.coulomb.sandboxer.apiserver.server;

import io.helidon.http.Header;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import social.coulomb.sandboxer.apiserver.http.ApiRequest;
import social.coulomb.sandboxer.apiserver.http.Query;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.watch.SlowClients;

/// Turns Helidon's requests into the router's.
final class RequestReader {

    private static final int LARGEST_BODY = 3 * 1024 * 1024;
    /// Clients that are still writing do not read: of a body that is a little too large the rest is taken in too, so
    /// that they get to see the answer.
    private static final int LARGEST_DISCARDED = 16 * 1024 * 1024;

    private final SlowClients slowClients;

    RequestReader(SlowClients slowClients) {
        this.slowClients = slowClients;
    }

    ApiRequest read(ServerRequest request) {
        return read(request.prologue(), request.headers(), () -> body(request));
    }

    /// A request of which only the head has been read.
    ApiRequest head(HttpPrologue prologue, Headers headers) {
        return read(prologue, headers, ApiRequest.Body.NONE);
    }

    private static ApiRequest read(HttpPrologue prologue, Headers headers, ApiRequest.Body body) {
        Map<String, String> values = new HashMap<>();
        for (Header header : headers) {
            values.merge(
                    header.name().toLowerCase(Locale.ROOT),
                    String.join(", ", header.allValues()),
                    (one, other) -> one + ", " + other);
        }
        return new ApiRequest(
                prologue.method().text(),
                prologue.uriPath().rawPath(),
                Query.parse(prologue.query().rawValue()),
                values,
                body);
    }

    private byte[] body(ServerRequest request) {
        var body = new ByteArrayOutputStream();
        try {
            slowClients.within(() -> {
                try (InputStream stream = request.content().inputStream()) {
                    stream.transferTo(new Bounded(body));
                }
            });
        } catch (IOException gone) {
            throw new StatusException(ApiStatus.badRequest("the body of the request cannot be read"), gone);
        }
        if (body.size() > LARGEST_BODY) {
            throw ApiStatus.tooLarge("Request entity too large: limit is " + LARGEST_BODY)
                    .asException();
        }
        return body.toByteArray();
    }

    /// Keeps what may be kept and one byte more, and passes over the rest up to a limit.
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream kept;
        private long seen;

        Bounded(ByteArrayOutputStream kept) {
            this.kept = kept;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            seen += length;
            if (seen > LARGEST_DISCARDED) {
                throw new IOException("The body does not end");
            }
            kept.write(bytes, offset, Math.min(length, LARGEST_BODY + 1 - kept.size()));
        }
    }
}
