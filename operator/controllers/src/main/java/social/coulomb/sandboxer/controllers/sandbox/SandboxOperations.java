package social.coulomb.sandboxer.controllers.sandbox;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.Lane;
import social.coulomb.sandboxer.controllers.reconcile.Lanes;
import social.coulomb.sandboxer.controllers.reconcile.Operation;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.controllers.telemetry.CanaryTelemetry;
import social.coulomb.sandboxer.controllers.telemetry.CanaryTelemetry.Canary;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.host.telemetry.HostReading;
import social.coulomb.sandboxer.host.telemetry.IntrospectionReport;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.SandboxReference;
import social.coulomb.sandboxer.sdk.TeardownReport;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Makes the operations of sandboxes: what runs, where it waits for its turn, how long it may take.
final class SandboxOperations {

    private static final int EXTENSION_CONCURRENCY = 64;
    private static final int LOOKS_AT_ONCE = 2;
    private static final Operation.Limit LOOK_LIMIT = new Operation.Limit.Within(Duration.ofMinutes(1));
    private static final Operation.Limit TEARDOWN_LIMIT = new Operation.Limit.Within(SandboxPlanner.TEARDOWN_LIMIT);

    private final String installation;
    private final Lanes lanes;
    private final CanaryTelemetry telemetry;
    private final BackendCalls calls;
    private final Herald herald;

    SandboxOperations(String installation, Lanes lanes, CanaryTelemetry telemetry, BackendCalls calls, Herald herald) {
        this.installation = installation;
        this.lanes = lanes;
        this.telemetry = telemetry;
        this.calls = calls;
        this.herald = herald;
    }

    SandboxIdentity identity(Sandbox sandbox, int incarnation) {
        return new SandboxIdentity(
                installation,
                sandbox.getMetadata().getUid(),
                incarnation,
                sandbox.getMetadata().getNamespace(),
                sandbox.getMetadata().getName());
    }

    /// Makes the incarnation, or goes on making it: the extension finds by its identity what is there already.
    Operation<SandboxIntent, SandboxResult> provision(
            Sandbox sandbox,
            Workplace.Usable at,
            CatalogEntry<Profile> profile,
            SandboxIntent intent,
            Instant deadline) {
        SandboxIdentity identity = identity(sandbox, intent.incarnation());
        Canary canary = canary(
                profile.value().isCanary(), identity, profile.value().id().value());
        Operation.Work<Provisioned> making =
                context -> calls.provision(sandbox, at, profile.value(), identity, intent.attempt(), context);
        return operation(
                        sandbox,
                        at,
                        intent,
                        new Operation.Limit.Until(deadline),
                        context -> provision(at, making, canary, context))
                .heardBy(herald.listener(sandbox));
    }

    /// @param profile what it was made from; null when nobody remembers it
    Operation<SandboxIntent, SandboxResult> tearDown(
            Sandbox sandbox, Workplace.Usable at, @Nullable CatalogEntry<Profile> profile, SandboxIntent intent) {
        SandboxIdentity identity = identity(sandbox, intent.incarnation());
        Canary canary = canary(wasCanary(sandbox, profile), identity, profileId(sandbox));
        Operation.Work<TeardownReport> removing =
                context -> calls.tearDown(sandbox, at, identity, intent.attempt(), context);
        return operation(sandbox, at, intent, TEARDOWN_LIMIT, context -> tearDown(at, removing, canary, context));
    }

    /// Takes away what an earlier incarnation left, beside whatever runs for the present one.
    ///
    /// @param key what this removal is known by
    Operation<SandboxIntent, SandboxResult> removeRemains(
            Sandbox sandbox, Workplace.Usable at, String key, SandboxIntent intent) {
        SandboxIdentity identity = identity(sandbox, intent.incarnation());
        return new Operation<>(
                intent.kind().name().toLowerCase(Locale.ROOT),
                key,
                ResourceID.fromResource(sandbox),
                intent,
                lanes(at, intent.kind()),
                TEARDOWN_LIMIT,
                context -> {
                    calls.tearDown(sandbox, at, identity, intent.attempt(), context);
                    return new SandboxResult.TornDown(null);
                });
    }

    Operation<SandboxIntent, SandboxResult> look(Sandbox sandbox, Workplace.Usable at, SandboxIntent intent) {
        SandboxReference reference = new SandboxReference(identity(sandbox, intent.incarnation()), at.host());
        return operation(
                sandbox,
                at,
                intent,
                LOOK_LIMIT,
                context -> new SandboxResult.Observed(at.extension().observe(reference, context)));
    }

    private SandboxResult provision(
            Workplace.Usable at, Operation.Work<Provisioned> making, @Nullable Canary canary, OperationContext context)
            throws ExtensionFailure {
        String host = at.host();
        if (canary == null || host == null) {
            return new SandboxResult.Established(making.run(context), null);
        }
        Optional<HostReading> before = telemetry.lookBefore(host, canary, context.cancellation());
        Provisioned provisioned = making.run(context);
        Optional<HostReading> after = telemetry.look(host, context.cancellation());
        IntrospectionReport report = before.isPresent() && after.isPresent()
                ? telemetry.established(host, before.get(), after.get(), canary)
                : null;
        return new SandboxResult.Established(provisioned, report);
    }

    private SandboxResult tearDown(
            Workplace.Usable at,
            Operation.Work<TeardownReport> removing,
            @Nullable Canary canary,
            OperationContext context)
            throws ExtensionFailure {
        String host = at.host();
        if (canary == null || host == null) {
            removing.run(context);
            return new SandboxResult.TornDown(null);
        }
        telemetry.forget(canary);
        Optional<HostReading> before = telemetry.look(host, context.cancellation());
        removing.run(context);
        Optional<HostReading> after = telemetry.look(host, context.cancellation());
        ProvisionDelta delta = before.isPresent() && after.isPresent()
                ? telemetry.destroyed(host, before.get(), after.get(), canary)
                : null;
        return new SandboxResult.TornDown(delta);
    }

    private Operation<SandboxIntent, SandboxResult> operation(
            Sandbox sandbox,
            Workplace.Usable at,
            SandboxIntent intent,
            Operation.Limit limit,
            Operation.Work<SandboxResult> work) {
        return new Operation<>(
                intent.kind().name().toLowerCase(Locale.ROOT),
                sandbox.getMetadata().getUid(),
                ResourceID.fromResource(sandbox),
                intent,
                lanes(at, intent.kind()),
                limit,
                work);
    }

    /// Taking away never waits behind making, and one place never behind another: each has lanes of its own.
    private List<Lane> lanes(Workplace.Usable at, Kind kind) {
        String host = at.host();
        if (host == null) {
            return List.of(lanes.lane(kind + " by " + at.extensionId(), EXTENSION_CONCURRENCY));
        }
        int places = kind == Kind.OBSERVE ? LOOKS_AT_ONCE : at.concurrency();
        return List.of(lanes.lane(kind + " on " + host, places));
    }

    private static boolean wasCanary(Sandbox sandbox, @Nullable CatalogEntry<Profile> profile) {
        SandboxStatus status = sandbox.getStatus();
        boolean measured = status != null && status.telemetry() != null;
        return measured || (profile != null && profile.value().isCanary());
    }

    private static String profileId(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        return status == null || status.profile() == null || status.profile().id() == null
                ? ""
                : status.profile().id();
    }

    private static @Nullable Canary canary(boolean wanted, SandboxIdentity identity, String profile) {
        return wanted ? new Canary(identity.sandboxId(), profile) : null;
    }
}
