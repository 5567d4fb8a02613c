package social.coulomb.sandboxer.controllers.statehub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Counts what became of events.
final class HubMeters implements AutoCloseable {

    private final MeterRegistry registry;
    private final List<Gauge> gauges = new ArrayList<>();

    HubMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void delivered() {
        events("delivered").increment();
    }

    /// An attempt that is made again.
    void failed() {
        events("failed").increment();
    }

    /// Passed over, because the hub will never take it.
    void refused() {
        events("refused").increment();
    }

    /// There was no room to keep it.
    void lost(int count) {
        events("lost").increment(count);
    }

    /// @param waiting how many events wait in memory
    /// @param kept how many objects have left events behind
    void watch(Supplier<Number> waiting, Supplier<Number> kept) {
        gauges.add(Gauge.builder("sandboxer.statehub.waiting", waiting).register(registry));
        gauges.add(Gauge.builder("sandboxer.statehub.kept", kept).register(registry));
    }

    /// The next run registers its own under the same names.
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }

    private Counter events(String outcome) {
        return registry.counter("sandboxer.statehub.events", "outcome", outcome);
    }
}
