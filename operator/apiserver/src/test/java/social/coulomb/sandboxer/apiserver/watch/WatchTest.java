package social.coulomb.sandboxer.apiserver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.apiserver.objects.WatchEvent;

final class WatchTest {

    private static final WatchTimes BRIEF =
            new WatchTimes(Duration.ofMillis(300), Duration.ZERO, Duration.ofMinutes(1));

    @Test
    void eventsGoOutInOrderAndInAscii() throws Exception {
        var source = new FakeSource()
                .add(WatchEvent.Type.ADDED, "{\"a\":\"ü🍵\"}")
                .add(WatchEvent.Type.DELETED, "{\"b\":1}");
        var sink = new Recorder();
        new Watch(source, EventShape.WHOLE, BRIEF).run(sink);
        assertThat(sink.sent)
                .containsExactly(
                        "{\"type\":\"ADDED\",\"object\":{\"a\":\"\\u00fc\\ud83c\\udf75\"}}",
                        "{\"type\":\"DELETED\",\"object\":{\"b\":1}}");
        assertThat(source.closed()).isTrue();
    }

    @Test
    void objectsAreShapedButFailuresAreNot() throws Exception {
        var source =
                new FakeSource().add(WatchEvent.Type.ADDED, "{\"a\":1}").add(WatchEvent.Type.ERROR, "{\"code\":410}");
        var sink = new Recorder();
        new Watch(
                        source,
                        json -> new String(json, StandardCharsets.UTF_8)
                                .toUpperCase(Locale.ROOT)
                                .getBytes(StandardCharsets.UTF_8),
                        BRIEF)
                .run(sink);
        assertThat(sink.sent)
                .containsExactly(
                        "{\"type\":\"ADDED\",\"object\":{\"A\":1}}", "{\"type\":\"ERROR\",\"object\":{\"code\":410}}");
    }

    @Test
    void watchEndsWithItsSource() throws Exception {
        var source = new FakeSource();
        source.close();
        var sink = new Recorder();
        new Watch(source, EventShape.WHOLE, WatchTimes.lasting(Duration.ofHours(1), true)).run(sink);
        assertThat(sink.sent).isEmpty();
    }

    @Test
    void silenceIsBrokenToSeeWhetherTheClientIsThere() throws Exception {
        var sink = new Recorder();
        new Watch(
                        new FakeSource(),
                        EventShape.WHOLE,
                        new WatchTimes(Duration.ofMillis(400), Duration.ZERO, Duration.ofMillis(100)))
                .run(sink);
        assertThat(sink.keptAlive).isBetween(1, 4);
    }

    @Test
    void clientThatIsGoneEndsTheWatchAndItsSource() {
        var source = new FakeSource().add(WatchEvent.Type.ADDED, "{}");
        var watch = new Watch(source, EventShape.WHOLE, BRIEF);
        assertThatThrownBy(() -> watch.run(new Broken())).isInstanceOf(IOException.class);
        assertThat(source.closed()).isTrue();
    }

    /// Keeps what it is given.
    private static final class Recorder implements WatchSink {

        private final List<String> sent = new ArrayList<>();
        private int keptAlive;

        @Override
        public void send(byte[] json) {
            sent.add(new String(json, StandardCharsets.US_ASCII));
        }

        @Override
        public void keepAlive() {
            keptAlive++;
        }
    }

    /// A client that is gone.
    private static final class Broken implements WatchSink {

        @Override
        public void send(byte[] json) throws IOException {
            throw new IOException("gone");
        }

        @Override
        public void keepAlive() throws IOException {
            throw new IOException("gone");
        }
    }
}
