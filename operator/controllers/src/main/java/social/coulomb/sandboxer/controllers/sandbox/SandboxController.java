package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
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
import java.util.stream.Collectors;
import social.coulomb.sandboxer.controllers.activity.ActivityWatch;
import social.coulomb.sandboxer.controllers.backends.Backends;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.Occupancy;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.Surroundings;
import social.coulomb.sandboxer.controllers.routing.Experience;
import social.coulomb.sandboxer.controllers.routing.Routers;
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
            Supplier<Catalog> catalog,
            Backends backends,
            HostBoard board,
            Experience experience,
            RoutingPolicy routing,
            TelemetryOver telemetry,
            Tenancy tenancy,
            ActivityWatch activity,
            SecretSource secrets,
            StepLog log,
            Announcements announcements) {}

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
        Workplaces workplaces = new Workplaces(parts.catalog(), parts.backends(), parts.board());
        Occupancy places = new Occupancy(host -> uids(cache.on(host)), surroundings.clock());
        SandboxObserver observer = new SandboxObserver(
                new Recipes(
                        parts.catalog(),
                        new Routers(parts.backends(), parts.board(), places, parts.experience(), parts.routing()),
                        cache,
                        parts.tenancy(),
                        parts.secrets()),
                workplaces,
                ledger,
                parts.activity(),
                surroundings.startedAt());
        SandboxOperations operations = new SandboxOperations(
                surroundings.installation(),
                surroundings.lanes(),
                parts.telemetry().with(cache),
                new BackendCalls(parts.tenancy(), parts.secrets(), parts.log(), surroundings.faults()),
                surroundings.clock());
        SandboxActor actor = new SandboxActor(new SandboxActor.Tools(
                operations,
                ledger,
                surroundings.events(),
                parts.tenancy(),
                new WaitingLine(cache, wakeups::propagateEvent),
                surroundings.faults(),
                surroundings.clock()));
        RemainsHunt hunt = new RemainsHunt(operations, ledger, workplaces::of, surroundings.clock());
        SandboxReconciler reconciler = new SandboxReconciler(
                new SandboxReconciler.Loop(observer, actor, hunt), cache, wakeups, surroundings.clock());
        wakeWhatIsConcerned(parts, cache, wakeups);
        return new SandboxController(cache, wakeups, ledger, reconciler, surroundings.meters());
    }

    private static Set<String> uids(List<Placements.PlacedSandbox> placed) {
        return placed.stream().map(Placements.PlacedSandbox::uid).collect(Collectors.toSet());
    }

    private static void wakeWhatIsConcerned(
            Parts parts, SandboxCache cache, SimpleInboundEventSource<Sandbox> wakeups) {
        parts.board().onChange(host -> cache.concernedBy(host).forEach(wakeups::propagateEvent));
        parts.activity()
                .onChange(sandbox ->
                        cache.withId(sandbox.namespace(), sandbox.sandboxId()).forEach(wakeups::propagateEvent));
        parts.tenancy()
                .quotas()
                .onChange(namespace ->
                        cache.longestWaitingIn(namespace, Integer.MAX_VALUE).forEach(wakeups::propagateEvent));
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

    /// Has all established sandboxes looked at: the clock was set, and what is due by it may be overdue.
    public void clockWasSet() {
        cache.established().forEach(wakeups::propagateEvent);
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
