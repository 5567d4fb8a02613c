package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.controllers.placement.Occupancy;
import social.coulomb.sandboxer.controllers.placement.Placements.PlacedSandbox;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.reconcile.Surroundings;
import social.coulomb.sandboxer.controllers.routing.Routers;
import social.coulomb.sandboxer.controllers.sandbox.SandboxActor.Neighbours;
import social.coulomb.sandboxer.controllers.sandbox.SandboxActor.Outlet;
import social.coulomb.sandboxer.controllers.sandbox.SandboxController.Parts;
import social.coulomb.sandboxer.controllers.sandbox.SandboxController.Supply;
import social.coulomb.sandboxer.controllers.statehub.LifecycleOutbox;
import social.coulomb.sandboxer.controllers.statehub.Source;

/// Puts together what sandboxes are reconciled with.
final class SandboxAssembly {

    private final Surroundings surroundings;
    private final Parts parts;
    private final SandboxCache cache;
    private final OperationLedger<SandboxIntent, SandboxResult> ledger;
    private final Consumer<ResourceID> wakeup;
    private final Herald herald;
    private final Outlet outlet;
    private final Room room;

    SandboxAssembly(
            Surroundings surroundings,
            Parts parts,
            SandboxCache cache,
            OperationLedger<SandboxIntent, SandboxResult> ledger,
            Consumer<ResourceID> wakeup) {
        this.surroundings = surroundings;
        this.parts = parts;
        this.cache = cache;
        this.ledger = ledger;
        this.wakeup = wakeup;
        this.herald = Herald.with(parts.announcements());
        this.outlet = new Outlet(surroundings.events(), herald, new LifecycleMeters(surroundings.meters()));
        this.room = new Room(
                new Occupancy(host -> uidsOn(cache, host), surroundings.clock()),
                new Occupancy(cache::occupants, surroundings.clock()),
                parts.supply().board(),
                parts.tenancy());
    }

    SandboxReconciler.Loop loop() {
        Supply supply = parts.supply();
        Workplaces workplaces = new Workplaces(supply.catalog(), supply.recipes(), supply.backends(), supply.board());
        SandboxOperations operations = operations();
        LookPace pace = new LookPace(cache::countEstablished, surroundings.startedAt(), surroundings.clock());
        SandboxObserver observer = new SandboxObserver(recipes(), workplaces, ledger, parts.activity(), herald, pace);
        RemainsHunt hunt = new RemainsHunt(operations, ledger, workplaces::of, outlet, surroundings.clock());
        return new SandboxReconciler.Loop(observer, actor(operations), hunt, herald);
    }

    private Recipes recipes() {
        Supply supply = parts.supply();
        Routers routers = new Routers(
                supply.backends(),
                supply.board(),
                room.hosts(),
                parts.routing().experience(),
                parts.routing().policy());
        return new Recipes(supply.catalog(), routers, room, parts.tenancy(), supply.secrets());
    }

    private SandboxOperations operations() {
        BackendCalls calls = new BackendCalls(
                parts.tenancy(),
                parts.supply().secrets(),
                parts.supply().log(),
                parts.routing().experience(),
                surroundings.faults(),
                surroundings.clock());
        return new SandboxOperations(
                surroundings.installation(),
                surroundings.lanes(),
                parts.telemetry().with(cache),
                calls,
                herald);
    }

    private SandboxActor actor(SandboxOperations operations) {
        return new SandboxActor(new SandboxActor.Tools(
                operations,
                ledger,
                parts.supply().recipes(),
                new Neighbours(parts.tenancy(), room, new WaitingLine(cache, wakeup)),
                outlet,
                surroundings.faults(),
                surroundings.clock()));
    }

    /// Has those looked at that a change elsewhere may let go on.
    void wakeWhatIsConcerned() {
        parts.supply().board().onChange(host -> cache.concernedBy(host).forEach(wakeup));
        parts.activity()
                .onChange(sandbox ->
                        cache.withId(sandbox.namespace(), sandbox.sandboxId()).forEach(wakeup));
        parts.tenancy()
                .quotas()
                .onChange(namespace ->
                        cache.longestWaitingIn(namespace, Integer.MAX_VALUE).forEach(wakeup));
        LifecycleOutbox outbox = parts.announcements().outbox();
        outbox.onRoom(source -> wakeup.accept(resource(source)));
        outbox.onAcknowledged(this::wakeIfItWaits);
    }

    /// Only an end waits for its events to be told: the object's, or that of the writing about it.
    private void wakeIfItWaits(Source source) {
        cache.find(resource(source))
                .filter(sandbox -> sandbox.isMarkedForDeletion()
                        || Recorded.from(sandbox.getStatus()).stage() == Stage.ENDED)
                .ifPresent(sandbox -> wakeup.accept(resource(source)));
    }

    private static ResourceID resource(Source source) {
        return new ResourceID(source.name(), source.namespace());
    }

    private static Set<String> uidsOn(SandboxCache cache, String host) {
        return cache.on(host).stream().map(PlacedSandbox::uid).collect(Collectors.toSet());
    }
}
