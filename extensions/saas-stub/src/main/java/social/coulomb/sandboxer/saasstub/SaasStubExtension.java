package social.coulomb.sandboxer.saasstub;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.SandboxReference;
import social.coulomb.sandboxer.sdk.TeardownReport;
import social.coulomb.sandboxer.sdk.capability.CostEstimating;
import social.coulomb.sandboxer.sdk.capability.Metering;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// A metered backend that runs nothing.
final class SaasStubExtension implements Extension, CostEstimating, Metering {

    private static final String SERVICE = "stub";
    private static final int PORT = 443;
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(5);
    private static final BigDecimal SECONDS_PER_HOUR = new BigDecimal(3_600);
    private static final int DIGITS = 6;

    private final StubSettings settings;
    private final StubAccount account;
    private final StubCredential credential;
    private final RandomGenerator random;

    /// @param random must be thread-safe
    SaasStubExtension(StubSettings settings, StubAccount account, StubCredential credential, RandomGenerator random) {
        this.settings = settings;
        this.account = account;
        this.credential = credential;
        this.random = random;
    }

    @Override
    public Provisioned provision(ProvisionRequest request, OperationContext context) throws ExtensionFailure {
        StubInputs inputs = StubInputs.read(request.inputs());
        credential.requireToMake();
        SandboxIdentity identity = request.identity();
        Optional<StubSandbox> present = ours(identity);
        if (present.isPresent() && present.get().readyAt() != null) {
            return provisioned(present.get());
        }
        context.progress().report("Making " + identity.backendName() + " in region " + settings.region());
        Optional<ExtensionFailure> failure = failure(inputs);
        // A disturbance may come after something was made, as when an answer is lost.
        boolean leavesAPart =
                failure.isPresent() && failure.get() instanceof ExtensionFailure.Transient && random.nextBoolean();
        Duration half = inputs.provision()
                .orElseGet(() -> settings.provision().draw(random))
                .dividedBy(2);
        Latency.pass(half, context.cancellation());
        if (failure.isPresent() && !leavesAPart) {
            throw failure.get();
        }
        StubSandbox made = make(identity);
        Latency.pass(half, context.cancellation());
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (!onDisk(() -> account.markReady(identity))) {
            throw new ExtensionFailure.Transient(
                    "StubDisturbed", identity.backendName() + " was removed by others while it was being made.");
        }
        return provisioned(made);
    }

    @Override
    public Observation observe(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        credential.requireToSee();
        Latency.pass(settings.observe().draw(random), context.cancellation());
        Optional<StubSandbox> found = ours(sandbox.identity());
        if (found.isEmpty()) {
            return new Observation.Absent();
        }
        return found.get().readyAt() == null
                ? new Observation.Partial(List.of(sandbox.identity().backendName() + " is half made."))
                : new Observation.Running(reachability(found.get()));
    }

    @Override
    public TeardownReport teardown(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        credential.requireToSee();
        SandboxIdentity identity = sandbox.identity();
        if (ours(identity).isEmpty()) {
            return new TeardownReport(List.of());
        }
        context.progress().report("Removing " + identity.backendName());
        Latency.pass(settings.teardown().draw(random), context.cancellation());
        boolean removed = onDisk(() -> account.end(identity));
        return new TeardownReport(removed ? List.of("sandbox " + identity.backendName()) : List.of());
    }

    @Override
    public CostEstimate estimateCost(Profile profile, Map<String, String> inputs, Duration lifetime) {
        BigDecimal perHour = settings.costPerHourUsd();
        BigDecimal total = perHour.multiply(new BigDecimal(lifetime.toSeconds()))
                .divide(SECONDS_PER_HOUR, DIGITS, RoundingMode.HALF_UP);
        return new CostEstimate(perHour, total);
    }

    @Override
    public MeterReading readMeter(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        credential.requireToSee();
        Latency.pass(settings.observe().draw(random), context.cancellation());
        List<UsageBook.Span> spans = onDisk(() -> account.usageOf(sandbox.identity()));
        if (spans.isEmpty()) {
            Instant now = account.now();
            return new MeterReading(now, now, BigDecimal.ZERO);
        }
        BigDecimal cost = spans.stream().map(UsageBook.Span::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new MeterReading(spans.getFirst().from(), spans.getLast().until(), cost);
    }

    private Optional<ExtensionFailure> failure(StubInputs inputs) {
        if (inputs.fault().isPresent()) {
            return inputs.fault().map(fault -> fault.as("spec.inputs.stub_fail asks for it"));
        }
        double rate = settings.failureRate();
        return rate > 0 && random.nextDouble() < rate
                ? Optional.of(settings.failure().as("config.failure_rate is " + rate))
                : Optional.empty();
    }

    private StubSandbox make(SandboxIdentity identity) throws ExtensionFailure {
        StubSandbox wanted =
                new StubSandbox(identity, settings.region(), settings.costPerHourUsd(), account.now(), null);
        StubSandbox standing = onDisk(() -> account.create(wanted, settings.quota()))
                .orElseThrow(() -> new ExtensionFailure.Waiting(
                        "QuotaExhausted",
                        "The stub's quota of " + settings.quota() + " sandboxes is used up: end some, or raise"
                                + " config.quota of its descriptor.",
                        QUOTA_PAUSE));
        requireOurs(standing, identity);
        return standing;
    }

    private Optional<StubSandbox> ours(SandboxIdentity identity) throws ExtensionFailure {
        Optional<StubSandbox> found = onDisk(() -> account.find(identity));
        if (found.isPresent()) {
            requireOurs(found.get(), identity);
        }
        return found;
    }

    private static void requireOurs(StubSandbox found, SandboxIdentity identity) throws ExtensionFailure.NotOurs {
        if (!found.belongsTo(identity)) {
            throw new ExtensionFailure.NotOurs(
                    "NotOurs",
                    identity.backendName() + " belongs to installation "
                            + found.owner().installation() + " and is left alone.");
        }
    }

    private static Provisioned provisioned(StubSandbox sandbox) {
        return new Provisioned(reachability(sandbox), List.of());
    }

    /// From what is kept, not from the settings: a sandbox stays where it is when they change.
    private static Reachability reachability(StubSandbox sandbox) {
        String address = sandbox.owner().backendName() + "." + sandbox.region() + ".stub.invalid";
        return new Reachability(
                null,
                null,
                address,
                null,
                List.of(new Reachability.Endpoint(SERVICE, PORT, Reachability.Via.PUBLISHED, null)));
    }

    private interface DiskWork<R> {
        R run() throws IOException;
    }

    private static <R> R onDisk(DiskWork<R> work) throws ExtensionFailure.Transient {
        try {
            return work.run();
        } catch (IOException e) {
            throw new ExtensionFailure.Transient(
                    "StateUnreadable", "The stub's state folder cannot be used: " + e.getMessage(), e);
        }
    }
}
