package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import social.coulomb.sandboxer.controllers.activity.ActivityWatch;
import social.coulomb.sandboxer.controllers.backends.Backends;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.controllers.catalog.RecipeArchive;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.Surroundings;
import social.coulomb.sandboxer.controllers.routing.Experience;
import social.coulomb.sandboxer.controllers.routing.LatencyBook;
import social.coulomb.sandboxer.controllers.routing.RoutingPolicy;
import social.coulomb.sandboxer.controllers.secrets.SecretSource;
import social.coulomb.sandboxer.controllers.statehub.Announcements;
import social.coulomb.sandboxer.controllers.steplog.StepLog;
import social.coulomb.sandboxer.controllers.telemetry.CanaryTelemetry;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;

/// The controller of Sandbox objects, put together.
public final class SandboxController implements AutoCloseable {

    private final SandboxCache cache;
    private final SimpleInboundEventSource<Sandbox> wakeups;
    private final OperationLedger<SandboxIntent, SandboxResult> ledger;
    private final SandboxReconciler reconciler;
    private final MeterRegistry meters;
    private final List<Gauge> gauges;

    private SandboxController(
            SandboxCache cache,
            SimpleInboundEventSource<Sandbox> wakeups,
            OperationLedger<SandboxIntent, SandboxResult> ledger,
            SandboxReconciler reconciler,
            MeterRegistry meters) {
        this.cache = cache;
        this.wakeups = wakeups;
        this.ledger = ledger;
        this.reconciler = reconciler;
        this.meters = meters;
        this.gauges = Arrays.stream(SandboxState.values())
                .map(state -> Gauge.builder("sandboxer.sandboxes", cache, each -> each.countIn(state))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(meters))
                .toList();
    }

    /// What the controller decides and works with.
    ///
    /// @param telemetry made from the placements, which only this controller knows
    /// @param announcements what the State Hub is told with
    public record Parts(
            Supply supply,
            Routing routing,
            Tenancy tenancy,
            ActivityWatch activity,
            TelemetryOver telemetry,
            Announcements announcements) {}

    /// What sandboxes are made from.
    ///
    /// @param recipes every recipe that a sandbox was made from, as it was
    /// @param secrets what sandboxes are given
    /// @param log where the output of failing steps is kept
    public record Supply(
            Supplier<Catalog> catalog,
            RecipeArchive recipes,
            Backends backends,
            HostBoard board,
            SecretSource secrets,
            StepLog log) {}

    /// What routes are chosen by, beside what sandboxes and profiles say.
    public record Routing(Experience experience, RoutingPolicy policy) {}

    /// Makes the canary's telemetry once it is known where sandboxes are placed.
    @FunctionalInterface
    public interface TelemetryOver {
        CanaryTelemetry with(Placements placements);
    }

    public static SandboxController create(Surroundings surroundings, Parts parts) {
        SandboxCache cache = new SandboxCache();
        SimpleInboundEventSource<Sandbox> wakeups = new SimpleInboundEventSource<>("sandbox-wakeups");
        OperationLedger<SandboxIntent, SandboxResult> ledger =
                new OperationLedger<>(surroundings.clock(), surroundings.meters(), wakeups::propagateEvent);
        SandboxAssembly assembly = new SandboxAssembly(surroundings, parts, cache, ledger, wakeups::propagateEvent);
        SandboxReconciler reconciler = new SandboxReconciler(assembly.loop(), cache, wakeups, surroundings.clock());
        assembly.wakeWhatIsConcerned();
        return new SandboxController(cache, wakeups, ledger, reconciler, surroundings.meters());
    }

    public Reconciler<Sandbox> reconciler() {
        return reconciler;
    }

    public Placements placements() {
        return cache;
    }

    /// Has all sandboxes looked at that a change of the catalog may let go on.
    public void catalogHasChanged() {
        cache.unsettled().forEach(wakeups::propagateEvent);
    }

    /// Has all sandboxes looked at: the clock was set, and what is due by it may be overdue.
    public void clockWasSet() {
        cache.all().map(ResourceID::fromResource).forEach(wakeups::propagateEvent);
    }

    /// Takes up what sandboxes that are established took, so that routes by latency need not begin afresh. To be
    /// called once every object was read.
    public void recall(LatencyBook latencies) {
        cache.all().forEach(sandbox -> Recollection.of(sandbox, latencies));
    }

    /// The digests of the recipes that sandboxes were made from. To be called once every object was read.
    public Set<String> recipesInUse() {
        return cache.recipesInUse();
    }

    /// How many operations run or wait for their turn.
    public long runningOperations() {
        return ledger.running();
    }

    /// Since when the oldest of them does.
    public Optional<Instant> oldestOperation() {
        return ledger.oldestStart();
    }

    /// Cancels what runs and waits a little for it to stop. What was begun is found again after the next start.
    @Override
    public void close() {
        ledger.close();
        gauges.forEach(meters::remove);
    }
}
