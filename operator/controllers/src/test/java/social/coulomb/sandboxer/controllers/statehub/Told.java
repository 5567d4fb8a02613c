package social.coulomb.sandboxer.controllers.statehub;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Objects and events for tests.
final class Told {

    private Told() {}

    static Source source(String name) {
        return new Source("uid-" + name, "default", name);
    }

    static List<LifecycleEvent> events(Source source, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> event(source, sequence))
                .toList();
    }

    static LifecycleEvent event(Source source, long sequence) {
        return LifecycleEvent.of(
                source, sequence, LifecycleEvent.Type.NOTE, "Event " + sequence, Map.of("state", "ready"));
    }
}
