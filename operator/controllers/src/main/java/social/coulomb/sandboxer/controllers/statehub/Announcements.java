package social.coulomb.sandboxer.controllers.statehub;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/// What a run of the controllers tells the State Hub with.
public final class Announcements implements AutoCloseable {

    private final @Nullable Line line;

    private record Line(StateHub hub, HubOutbox outbox, HubProgressNotes notes) {}

    private Announcements(@Nullable Line line) {
        this.line = line;
    }

    /// Tells nobody.
    public static Announcements toNobody() {
        return new Announcements(null);
    }

    /// Nothing runs before [#start].
    ///
    /// @param settings null tells nobody
    /// @param namespace the operator's own, where events that outlast their object are kept
    public static Announcements to(
            @Nullable StateHubSettings settings, KubernetesClient client, String namespace, MeterRegistry meters) {
        return settings == null
                ? toNobody()
                : to(
                        new HttpStateHub(settings),
                        new PendingEventMaps(client, namespace),
                        meters,
                        DeliveryLimits.STANDARD);
    }

    static Announcements to(StateHub hub, PendingEventMaps maps, MeterRegistry meters, DeliveryLimits limits) {
        HubPace pace = new HubPace(limits.hubPauses());
        return new Announcements(new Line(
                hub,
                new HubOutbox(hub, maps, pace, new HubMeters(meters), limits),
                new HubProgressNotes(hub, pace, HubProgressNotes.INTERVAL)));
    }

    public LifecycleOutbox outbox() {
        return line == null ? LifecycleOutbox.NONE : line.outbox();
    }

    public ProgressNotes notes() {
        return line == null ? ProgressNotes.NONE : line.notes();
    }

    /// Blocks until everything that was left behind was read once; to be called before objects offer
    /// anything.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when it cannot be read
    public void start() {
        if (line != null) {
            line.outbox().start();
            line.notes().start();
        }
    }

    /// Ends quickly: what was not told yet is told by the next run.
    @Override
    public void close() {
        if (line != null) {
            line.notes().close();
            line.outbox().close();
            line.hub().close();
        }
    }
}
