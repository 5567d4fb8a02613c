package social.coulomb.sandboxer.controllers.hostprobe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.telemetry.HostSnapshot;

/// The hosts' latest measures as metrics, where their history is kept. What is not known is not a number.
final class HostMetrics implements AutoCloseable {

    private final MeterRegistry meters;
    private final ConcurrentMap<String, Measured> hosts = new ConcurrentHashMap<>();

    HostMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void update(String host, Finding finding) {
        Measured measured = hosts.computeIfAbsent(host, this::register);
        measured.snapshot =
                finding instanceof Finding.Seen seen ? seen.reading().snapshot() : null;
    }

    void forget(String host) {
        Measured measured = hosts.remove(host);
        if (measured != null) {
            measured.meters.forEach(meters::remove);
        }
    }

    @Override
    public void close() {
        List.copyOf(hosts.keySet()).forEach(this::forget);
    }

    private Measured register(String host) {
        Measured measured = new Measured();
        measured.meters = List.of(
                gauge("sandboxer.host.reachable", host, measured, each -> each.snapshot == null ? 0 : 1),
                gauge("sandboxer.host.load1m", host, measured, each -> load(each.snapshot)),
                gauge("sandboxer.host.memory.available.mb", host, measured, each -> memory(each.snapshot)),
                gauge("sandboxer.host.disk.available.gb", host, measured, each -> disk(each.snapshot)),
                gauge("sandboxer.host.containers", host, measured, each -> containers(each.snapshot)));
        return measured;
    }

    private Meter gauge(String name, String host, Measured measured, ToDoubleFunction<Measured> value) {
        return Gauge.builder(name, measured, value).tag("host", host).register(meters);
    }

    private static double load(@Nullable HostSnapshot snapshot) {
        return snapshot == null || snapshot.load() == null
                ? Double.NaN
                : snapshot.load().oneMinute();
    }

    private static double memory(@Nullable HostSnapshot snapshot) {
        return snapshot == null || snapshot.memory() == null
                ? Double.NaN
                : snapshot.memory().availableMb();
    }

    private static double disk(@Nullable HostSnapshot snapshot) {
        return snapshot == null || snapshot.disks().root() == null
                ? Double.NaN
                : snapshot.disks().root().availGb();
    }

    private static double containers(@Nullable HostSnapshot snapshot) {
        return snapshot == null || snapshot.containers() == null
                ? Double.NaN
                : snapshot.containers().running();
    }

    private static final class Measured {
        private volatile @Nullable HostSnapshot snapshot;
        private volatile List<Meter> meters = List.of();
    }
}
