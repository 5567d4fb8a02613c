package social.coulomb.sandboxer.controllers.hostprobe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.Surroundings;
import social.coulomb.sandboxer.controllers.routing.Experience;
import social.coulomb.sandboxer.controllers.telemetry.HostReader;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.host.HostDirectory;

/// The controller of HostProbe objects, put together.
public final class HostProbeController implements AutoCloseable {

    private final OperationLedger<HostIntent, Finding> ledger;
    private final HostProbeActor actor;
    private final HostProbeReconciler reconciler;

    private HostProbeController(
            OperationLedger<HostIntent, Finding> ledger, HostProbeActor actor, HostProbeReconciler reconciler) {
        this.ledger = ledger;
        this.actor = actor;
        this.reconciler = reconciler;
    }

    /// What the controller works with.
    ///
    /// @param namespace where the Secrets with the hosts' keys are
    /// @param placements what is placed on the hosts
    public record Parts(
            KubernetesClient client,
            String namespace,
            ConnectionPolicy policy,
            HostDirectory hosts,
            HostReader reader,
            HostBoard board,
            Experience experience,
            Placements placements) {}

    public static HostProbeController create(Surroundings surroundings, Parts parts) {
        SimpleInboundEventSource<HostProbe> wakeups = new SimpleInboundEventSource<>("hostprobe-wakeups");
        OperationLedger<HostIntent, Finding> ledger =
                new OperationLedger<>(surroundings.clock(), surroundings.meters(), wakeups::propagateEvent);
        HostKeyRing keys = new HostKeyRing(parts.client(), parts.namespace(), parts.policy());
        HostLook look = new HostLook(
                parts.hosts(),
                parts.reader(),
                keys,
                parts.placements(),
                parts.policy(),
                parts.experience().latencies());
        HostProbeActor actor =
                new HostProbeActor(look, ledger, parts.board(), parts.hosts(), parts.experience(), surroundings);
        return new HostProbeController(
                ledger,
                actor,
                new HostProbeReconciler(
                        new HostProbeObserver(ledger, parts.placements()), actor, wakeups, surroundings.clock()));
    }

    public Reconciler<HostProbe> reconciler() {
        return reconciler;
    }

    /// Cancels the looks that run.
    @Override
    public void close() {
        ledger.close();
        actor.close();
    }
}
