package social.coulomb.sandboxer.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Progress;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.SandboxReference;
import social.coulomb.sandboxer.sdk.TeardownReport;

/// What every backend promises, as tests. A backend's test extends this and says how its requests look.
///
/// Whatever a test has provisioned is torn down after it.
public abstract class ExtensionContract {

    private final List<SandboxReference> made = Collections.synchronizedList(new ArrayList<>());

    /// The backend under test. A second call may give another instance over the same outside world:
    /// implementations must not keep what they made in memory.
    protected abstract Extension extension() throws Exception;

    /// A request that succeeds.
    protected abstract ProvisionRequest validRequest(SandboxIdentity identity) throws Exception;

    /// A request that is wrong by its own fault.
    protected abstract ProvisionRequest refusedRequest(SandboxIdentity identity) throws Exception;

    /// A request whose provision takes at least ten seconds when it is not cancelled.
    protected abstract ProvisionRequest slowRequest(SandboxIdentity identity) throws Exception;

    /// How long one call may take on the machine of the test.
    protected Duration patience() {
        return Duration.ofMinutes(2);
    }

    /// The installation that the tests' sandboxes belong to.
    protected String installation() {
        return "contract";
    }

    @AfterEach
    final void removeWhatTheTestMade() throws Exception {
        for (SandboxReference sandbox : made) {
            extension().teardown(sandbox, context(Progress.SILENT, new Cancellation()));
        }
    }

    @Test
    void aProvisionedSandboxIsObservedAsRunning() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());

        Provisioned provisioned = provision(request);

        assertThat(observe(request.reference())).isEqualTo(new Observation.Running(provisioned.reachability()));
    }

    @Test
    void aSandboxThatWasNeverMadeIsObservedAsAbsent() throws Exception {
        assertThat(observe(validRequest(newIdentity()).reference())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void provisioningTwiceMakesOneSandboxWithTheSameReachability() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());

        Provisioned first = provision(request);
        Provisioned second = provision(request);

        assertThat(second.reachability()).isEqualTo(first.reachability());
    }

    @Test
    void teardownLeavesNothingAndSaysWhatItRemoved() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());
        provision(request);

        TeardownReport report = teardown(request.reference());

        assertThat(report.removed()).isNotEmpty();
        assertThat(observe(request.reference())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void tearingDownTwiceIsASuccessThatFindsNothing() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());
        provision(request);
        teardown(request.reference());

        assertThat(teardown(request.reference()).foundNothing()).isTrue();
    }

    @Test
    void tearingDownWhatNeverWasIsASuccess() throws Exception {
        assertThat(teardown(validRequest(newIdentity()).reference()).foundNothing())
                .isTrue();
    }

    @Test
    void aSandboxCanBeMadeAgainAfterItsTeardown() throws Exception {
        ProvisionRequest request = validRequest(newIdentity());
        provision(request);
        teardown(request.reference());

        provision(request);

        assertThat(observe(request.reference())).isInstanceOf(Observation.Running.class);
    }

    @Test
    void twoIncarnationsDoNotTouchEachOther() throws Exception {
        SandboxIdentity first = newIdentity();
        SandboxIdentity second = new SandboxIdentity(
                first.installation(), first.uid(), first.incarnation() + 1, first.namespace(), first.name());
        ProvisionRequest older = validRequest(first);
        ProvisionRequest newer = validRequest(second);
        provision(older);
        provision(newer);

        teardown(older.reference());

        assertThat(observe(older.reference())).isInstanceOf(Observation.Absent.class);
        assertThat(observe(newer.reference())).isInstanceOf(Observation.Running.class);
    }

    @Test
    void anotherInstallationsSandboxIsNeitherAdoptedNorRemoved() throws Exception {
        SandboxIdentity theirs = newIdentity();
        SandboxIdentity ours = new SandboxIdentity(
                "another-installation", theirs.uid(), theirs.incarnation(), theirs.namespace(), theirs.name());
        ProvisionRequest request = validRequest(theirs);
        provision(request);

        assertThatExceptionOfType(ExtensionFailure.NotOurs.class)
                .isThrownBy(() -> extension().provision(validRequest(ours), quietContext()));
        assertThatExceptionOfType(ExtensionFailure.NotOurs.class)
                .isThrownBy(() -> extension().teardown(validRequest(ours).reference(), quietContext()));

        assertThat(observe(request.reference())).isInstanceOf(Observation.Running.class);
    }

    @Test
    void aWrongRequestIsRefusedWithItsCauseAndLeavesNothing() throws Exception {
        ProvisionRequest request = refusedRequest(newIdentity());
        made.add(request.reference());

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> extension().provision(request, quietContext()))
                .satisfies(refusal -> assertThat(refusal.reason()).matches("[A-Z][A-Za-z]+"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).isNotBlank());

        assertThat(teardown(request.reference())).isNotNull();
        assertThat(observe(request.reference())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void aCancelledProvisionEndsWithinSecondsAndCanBeTornDown() throws Exception {
        ProvisionRequest request = slowRequest(newIdentity());
        made.add(request.reference());
        Cancellation cancellation = new Cancellation();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                extension().provision(request, context(message -> begun.countDown(), cancellation));
                outcome.complete(null);
            } catch (Throwable e) {
                outcome.complete(e);
            }
        });
        assertThat(begun.await(patience().toSeconds(), TimeUnit.SECONDS))
                .as("progress is reported before the work is done")
                .isTrue();

        cancellation.cancel();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(ExtensionFailure.Cancelled.class);
        teardown(request.reference());
        assertThat(observe(request.reference())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void manySandboxesAtOnceStayApart() throws Exception {
        List<ProvisionRequest> requests = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            requests.add(validRequest(newIdentity()));
        }
        List<CompletableFuture<Provisioned>> running = requests.stream()
                .map(request -> CompletableFuture.supplyAsync(() -> unchecked(request)))
                .toList();
        for (CompletableFuture<Provisioned> provisioned : running) {
            provisioned.get(patience().toSeconds(), TimeUnit.SECONDS);
        }

        teardown(requests.getFirst().reference());

        assertThat(observe(requests.getFirst().reference())).isInstanceOf(Observation.Absent.class);
        assertThat(observe(requests.getLast().reference())).isInstanceOf(Observation.Running.class);
    }

    /// A fresh identity of this suite's installation.
    protected final SandboxIdentity newIdentity() {
        return new SandboxIdentity(installation(), UUID.randomUUID().toString(), 1, "default", "contract");
    }

    /// Provisions, and has it removed after the test.
    protected final Provisioned provision(ProvisionRequest request) throws Exception {
        made.add(request.reference());
        return extension().provision(request, quietContext());
    }

    protected final Observation observe(SandboxReference sandbox) throws Exception {
        return extension().observe(sandbox, quietContext());
    }

    protected final TeardownReport teardown(SandboxReference sandbox) throws Exception {
        return extension().teardown(sandbox, quietContext());
    }

    /// A context that nobody listens to and nobody cancels.
    protected final OperationContext quietContext() {
        return context(Progress.SILENT, new Cancellation());
    }

    private OperationContext context(Progress progress, Cancellation cancellation) {
        return new OperationContext(progress, cancellation, Instant.now().plus(patience()));
    }

    private Provisioned unchecked(ProvisionRequest request) {
        try {
            return provision(request);
        } catch (Exception e) {
            throw new AssertionError("provisioning beside others failed", e);
        }
    }
}
