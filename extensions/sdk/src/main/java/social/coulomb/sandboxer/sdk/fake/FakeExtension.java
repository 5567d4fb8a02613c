package social.coulomb.sandboxer.sdk.fake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.SandboxReference;
import social.coulomb.sandboxer.sdk.TeardownReport;

/// A backend in memory, for faults that cannot be had from a real one. Passes the same contract suite.
///
/// Knobs may be turned at any time from any thread. An input named `refuse` is refused, as a wrong input would
/// be.
public final class FakeExtension implements Extension {

    /// The calls that can be made to fail or to wait.
    public enum Call {
        PROVISION,
        OBSERVE,
        TEARDOWN
    }

    private record PlannedFailure(Call call, ExtensionFailure failure, boolean afterTheDeed) {}

    private final FakeBackend backend;
    private final ConcurrentLinkedQueue<PlannedFailure> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> awayHosts = ConcurrentHashMap.newKeySet();
    private final Set<String> brokenHosts = ConcurrentHashMap.newKeySet();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Duration provisionTime = Duration.ZERO;
    private volatile Duration teardownTime = Duration.ZERO;
    private volatile List<EnforcementGap> gaps = List.of();
    private volatile Map<String, String> secretsGiven = Map.of();

    public FakeExtension(FakeBackend backend) {
        this.backend = backend;
    }

    /// The next such call fails before it does anything.
    public void failNext(Call call, ExtensionFailure failure) {
        failures.add(new PlannedFailure(call, failure, false));
    }

    /// The next such call does its work and then fails, as when an answer is lost.
    public void failNextAfterTheDeed(Call call, ExtensionFailure failure) {
        failures.add(new PlannedFailure(call, failure, true));
    }

    /// From now on every call that concerns that host fails, until [#reconnect].
    public void cutOff(String host) {
        awayHosts.add(host);
    }

    public void reconnect(String host) {
        awayHosts.remove(host);
    }

    /// From now on nothing gets finished on that host, though it can be reached and cleaned.
    public void breakAt(String host) {
        brokenHosts.add(host);
    }

    /// Each provision takes this long; half of it passes with the sandbox half made.
    public void takeToProvision(Duration time) {
        provisionTime = time;
    }

    public void takeToTearDown(Duration time) {
        teardownTime = time;
    }

    /// What each provision from now on reports as not enforced.
    public void reportGaps(List<EnforcementGap> unenforced) {
        gaps = List.copyOf(unenforced);
    }

    /// What the latest provision was given.
    public Map<String, String> secretsGiven() {
        return secretsGiven;
    }

    /// The largest number of calls that ever ran at the same time.
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public Provisioned provision(ProvisionRequest request, OperationContext context) throws ExtensionFailure {
        return counted(() -> {
            Optional<ExtensionFailure> lost = planned(Call.PROVISION);
            requireReachable(request.host());
            secretsGiven = request.secrets().values();
            if (request.inputs().containsKey("refuse")) {
                throw new ExtensionFailure.Refused("InputRefused", "Input 'refuse' is never accepted: leave it out.");
            }
            SandboxReference sandbox = request.reference();
            requireOurs(sandbox);
            context.progress().report("Making " + sandbox.identity().backendName());
            pause(provisionTime.dividedBy(2), context.cancellation());
            backend.begin(sandbox);
            if (sandbox.host() != null && brokenHosts.contains(sandbox.host())) {
                throw new ExtensionFailure.Transient("EngineBroken", "The engine there finishes nothing.");
            }
            pause(provisionTime.dividedBy(2), context.cancellation());
            backend.complete(sandbox);
            throwIfPresent(lost);
            return new Provisioned(reachability(sandbox), gaps);
        });
    }

    @Override
    public Observation observe(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        return counted(() -> {
            Optional<ExtensionFailure> lost = planned(Call.OBSERVE);
            requireReachable(sandbox.host());
            throwIfPresent(lost);
            FakeBackend.Thing thing = backend.find(sandbox);
            if (thing == null) {
                return new Observation.Absent();
            }
            requireOurs(sandbox);
            return thing.complete()
                    ? new Observation.Running(reachability(sandbox))
                    : new Observation.Partial(List.of(sandbox.identity().backendName() + " is half made"));
        });
    }

    @Override
    public TeardownReport teardown(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        return counted(() -> {
            Optional<ExtensionFailure> lost = planned(Call.TEARDOWN);
            requireReachable(sandbox.host());
            requireOurs(sandbox);
            pause(teardownTime, context.cancellation());
            boolean removed = backend.remove(sandbox);
            throwIfPresent(lost);
            return new TeardownReport(removed ? List.of(sandbox.identity().backendName()) : List.of());
        });
    }

    private void requireReachable(@Nullable String host) throws ExtensionFailure.Transient {
        if (host != null && awayHosts.contains(host)) {
            throw new ExtensionFailure.Transient("HostUnreachable", "The host " + host + " is away.");
        }
    }

    private void requireOurs(SandboxReference sandbox) throws ExtensionFailure.NotOurs {
        FakeBackend.Thing thing = backend.find(sandbox);
        if (thing != null && !thing.owner().equals(sandbox.identity())) {
            throw new ExtensionFailure.NotOurs(
                    "NotOurs",
                    sandbox.identity().backendName() + " belongs to installation "
                            + thing.owner().installation());
        }
    }

    private Optional<ExtensionFailure> planned(Call call) throws ExtensionFailure {
        for (PlannedFailure planned : failures) {
            if (planned.call() == call && failures.remove(planned)) {
                if (planned.afterTheDeed()) {
                    return Optional.of(planned.failure());
                }
                throw planned.failure();
            }
        }
        return Optional.empty();
    }

    private static void throwIfPresent(Optional<ExtensionFailure> failure) throws ExtensionFailure {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static void pause(Duration time, Cancellation cancellation) throws ExtensionFailure.Cancelled {
        cancellation.throwIfCancelled();
        CountDownLatch cancelled = new CountDownLatch(1);
        try (var registration = cancellation.onCancel(cancelled::countDown)) {
            if (cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                cancellation.throwIfCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtensionFailure.Cancelled("The thread was interrupted.");
        }
    }

    private static Reachability reachability(SandboxReference sandbox) {
        String name = sandbox.identity().backendName();
        String host = sandbox.host() == null ? "fake.invalid" : sandbox.host();
        return new Reachability("fake@" + host, "/fake/" + name, host, null, List.of());
    }

    private interface FakeCall<R> {
        R run() throws ExtensionFailure;
    }

    private <R> R counted(FakeCall<R> call) throws ExtensionFailure {
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            return call.run();
        } finally {
            running.decrementAndGet();
        }
    }
}
