package social.coulomb.sandboxer.controllers.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.routing.Remedy;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.Wish.Existence;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.OperationIntent;
import social.coulomb.sandboxer.crds.sandbox.OperationStatus;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;
import social.coulomb.sandboxer.sdk.EnforcementGap;

final class StatusDraftTest {

    private static final Wish WISH = Sights.wish(Existence.WANTED, "", "digest-1");
    private static final Wish CHANGED = Sights.wish(Existence.WANTED, "", "digest-2");
    private static final Currency WANTED = new Currency(WISH, null);
    private static final Cause CAUSE = new Cause("ComposeInvalid", "Line 3 is wrong.");

    @Test
    void anUnroutedSandboxReconcilesWhileWhatIsMissingMayCome() {
        SandboxStatus status = draft(null).finish(new Standing.Unrouted(CAUSE, false), WANTED, 1L);
        assertThat(status.state()).isEqualTo(SandboxState.REQUESTED);
        assertThat(words(status))
                .containsEntry("Ready", "False ComposeInvalid")
                .containsEntry("Routed", "False ComposeInvalid")
                .containsEntry("Reconciling", "True ComposeInvalid")
                .doesNotContainKeys("Stalled", "UpToDate");
    }

    @Test
    void anUnroutedSandboxIsStalledWhereAUserMustChangeSomething() {
        SandboxStatus status = draft(null).finish(new Standing.Unrouted(CAUSE, true), WANTED, 1L);
        assertThat(words(status))
                .containsEntry("Stalled", "True ComposeInvalid")
                .doesNotContainKey("Reconciling");
    }

    @Test
    void aReadySandboxHasNeitherReconcilingNorStalled() {
        SandboxStatus status = ready();
        assertThat(status.state()).isEqualTo(SandboxState.READY);
        assertThat(words(status))
                .containsEntry("Ready", "True Ready")
                .containsEntry("Routed", "True Routed")
                .containsEntry("Provisioned", "True Provisioned")
                .containsEntry("Reachable", "True Reachable")
                .containsEntry("UpToDate", "True UpToDate")
                .doesNotContainKeys("Reconciling", "Stalled", "Deleting", "Finished");
        assertThat(status.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(4)));
        assertThat(status.ttl()).isEqualTo("4h");
    }

    @Test
    void whatIsNotEnforcedStandsInTheProvisionedCondition() {
        SandboxStatus status = draft(provisioning())
                .finish(
                        new Standing.Established(List.of(new EnforcementGap("resources.pids", "no pids cgroup"))),
                        WANTED,
                        1L);
        assertThat(condition(status, "Provisioned").message()).contains("resources.pids: no pids cgroup");
    }

    @Test
    void aFailedLookIsUnknownAndNeverFalse() {
        SandboxStatus status = draft(ready())
                .finish(
                        new Standing.Seen(new Standing.Reach.Unknown(new Cause("HostUnreachable", "away"))),
                        WANTED,
                        1L);
        assertThat(words(status))
                .containsEntry("Reachable", "Unknown HostUnreachable")
                .containsEntry("Ready", "Unknown HostUnreachable");
        assertThat(status.state()).isEqualTo(SandboxState.READY);
    }

    @Test
    void aChangedSourceIsNamedUntilRecreate() {
        SandboxStatus status = draft(ready()).finish(new Standing.Unchanged(), new Currency(CHANGED, null), 2L);
        assertThat(words(status)).containsEntry("UpToDate", "False SpecChanged").containsEntry("Ready", "True Ready");
        assertThat(status.observedGeneration()).isEqualTo(2);
    }

    @Test
    void aChangeThatIsHeldBackIsSaidBesideWhatThereIs() {
        SandboxStatus waiting = heldBack(ready(), Remedy.SETUP);
        assertThat(words(waiting))
                .containsEntry("Ready", "True Ready")
                .containsEntry("UpToDate", "False ProfileUnknown")
                .containsEntry("Reconciling", "True ChangeHeldBack")
                .doesNotContainKey("Stalled");
        assertThat(words(heldBack(ready(), Remedy.CHANGE)))
                .containsEntry("Ready", "True Ready")
                .containsEntry("Stalled", "True ChangeHeldBack")
                .doesNotContainKey("Reconciling");

        assertThat(words(draft(waiting).finish(new Standing.Unchanged(), WANTED, 3L)))
                .containsEntry("UpToDate", "True UpToDate")
                .doesNotContainKeys("Stalled", "Reconciling");
    }

    private static SandboxStatus heldBack(SandboxStatus former, Remedy remedy) {
        Recipe.Unrouted obstacle = new Recipe.Unrouted("ProfileUnknown", "No such profile.", remedy, List.of());
        return draft(former).finish(new Standing.Unchanged(), new Currency(CHANGED, obstacle), 2L);
    }

    @Test
    void aNormalEndRemovesReadyAndLeavesFinished() {
        StatusDraft draft = draft(destroying(EndReason.REQUESTED));
        draft.ended(EndReason.REQUESTED);
        SandboxStatus status = draft.finish(
                new Standing.Ended(EndReason.REQUESTED),
                new Currency(Sights.wish(Existence.NOT_WANTED, "", "digest-1"), null),
                1L);
        assertThat(status.state()).isEqualTo(SandboxState.DESTROYED);
        assertThat(words(status))
                .containsEntry("Finished", "True Requested")
                .containsEntry("UpToDate", "True UpToDate")
                .doesNotContainKeys("Ready", "Reconciling", "Stalled", "Deleting", "Reachable");
        assertThat(status.reachability()).isNull();
        assertThat(status.operation()).isNull();
    }

    @Test
    void aFailureKeepsItsCauseThroughTheTeardownAndAfterIt() {
        StatusDraft failing = draft(provisioning());
        failing.endingBecause(EndReason.FAILED);
        failing.operation(new OperationStatus(OperationIntent.TEARDOWN, 1, NOW, null));
        SandboxStatus destroying = failing.finish(new Standing.Ending(EndReason.FAILED, CAUSE), WANTED, 1L);
        assertThat(destroying.state()).isEqualTo(SandboxState.FAILED);
        StatusDraft ending = draft(destroying);
        ending.ended(EndReason.FAILED);
        SandboxStatus status = ending.finish(new Standing.Ended(EndReason.FAILED), WANTED, 1L);
        assertThat(status.state()).isEqualTo(SandboxState.FAILED);
        assertThat(words(status))
                .containsEntry("Stalled", "True ComposeInvalid")
                .containsEntry("Ready", "False ComposeInvalid")
                .containsEntry("Finished", "True Failed")
                .doesNotContainKeys("Deleting", "Reconciling");
        assertThat(condition(status, "Stalled").message()).isEqualTo("Line 3 is wrong.");
    }

    @Test
    void aRecordSaysWhyRunningDoesNothing() {
        StatusDraft draft = draft(destroying(EndReason.EXPIRED));
        draft.ended(EndReason.EXPIRED);
        assertThat(words(draft.finish(new Standing.Ended(EndReason.EXPIRED), WANTED, 1L)))
                .containsEntry("UpToDate", "False Ended");
    }

    /// `kubectl wait` passes over a condition that speaks of an earlier generation.
    @Test
    void whatASettledSpecLeavesAsItWasIsSaidOfItToo() {
        SandboxStatus status = draft(ready()).finish(new Standing.Settled(), new Currency(CHANGED, null), 2L);
        assertThat(words(status)).containsEntry("Ready", "True Ready").containsEntry("UpToDate", "False SpecChanged");
        assertThat(status.conditions())
                .extracting(Condition::observedGeneration)
                .containsOnly(2L);
        assertThat(condition(status, "Ready").lastTransitionTime()).isEqualTo(NOW);
    }

    @Test
    void nothingNewMakesNoOtherStatus() {
        SandboxStatus status = ready();
        assertThat(new StatusDraft(status, NOW.plusSeconds(500)).finish(new Standing.Unchanged(), WANTED, 1L))
                .isEqualTo(status);
    }

    @Test
    void aConditionThatKeepsItsStatusKeepsItsTime() {
        SandboxStatus later = new StatusDraft(ready(), NOW.plusSeconds(500))
                .finish(new Standing.Ending(EndReason.REQUESTED, new Cause("Deleted", "going")), WANTED, 1L);
        assertThat(condition(later, "Provisioned").lastTransitionTime()).isEqualTo(NOW);
        assertThat(condition(later, "Ready").lastTransitionTime()).isEqualTo(NOW.plusSeconds(500));
    }

    @Test
    void eachStateIsNotedOnceInOrderAndTheOldestGoFirst() {
        SandboxStatus status = ready();
        assertThat(status.transitions())
                .extracting(LifecycleTransition::state)
                .containsExactly(SandboxState.REQUESTED, SandboxState.PROVISIONING, SandboxState.READY);
        for (int incarnation = 2; incarnation < 40; incarnation++) {
            StatusDraft draft = draft(status);
            draft.begin(incarnation, "0123456789ab");
            draft.operation(new OperationStatus(OperationIntent.PROVISION, 1, NOW, null));
            StatusDraft next = draft(draft.finish(new Standing.Establishing("ext.fake"), WANTED, 1L));
            next.ready(StatusParts.reachability(Sights.ESTABLISHED.provisioned().reachability(), null, null));
            status = next.finish(new Standing.Established(List.of()), WANTED, 1L);
        }
        assertThat(status.transitions()).hasSize(32);
        assertThat(status.transitions().getLast().sequence()).isEqualTo(3 + 38 * 4);
    }

    @Test
    void aNewIncarnationForgetsTheFormerOne() {
        StatusDraft draft = draft(ready());
        draft.begin(2, "ba9876543210");
        draft.operation(new OperationStatus(OperationIntent.PROVISION, 1, NOW, null));
        SandboxStatus status = draft.finish(new Standing.Establishing("ext.fake on host-a"), WANTED, 1L);
        assertThat(status.readyAt()).isNull();
        assertThat(status.expiresAt()).isNull();
        assertThat(status.reachability()).isNull();
        assertThat(status.sandboxId()).isEqualTo("ba9876543210");
        assertThat(words(status)).doesNotContainKey("Reachable");
    }

    private static StatusDraft draft(@Nullable SandboxStatus former) {
        return new StatusDraft(former, NOW);
    }

    private static SandboxStatus provisioning() {
        StatusDraft draft = draft(null);
        draft.begin(1, "0123456789ab");
        draft.profile(StatusParts.profile(Sights.PROFILE));
        draft.route(StatusParts.route(Sights.ROUTED.route(), List.of(), NOW));
        draft.basedOn(WISH);
        draft.operation(new OperationStatus(OperationIntent.PROVISION, 1, NOW, null));
        return draft.finish(new Standing.Establishing("ext.fake on host-a"), WANTED, 1L);
    }

    private static SandboxStatus ready() {
        StatusDraft draft = draft(provisioning());
        draft.ready(StatusParts.reachability(Sights.ESTABLISHED.provisioned().reachability(), null, null));
        draft.lifetime(Duration.ofHours(4));
        return draft.finish(new Standing.Established(List.of()), WANTED, 1L);
    }

    private static SandboxStatus destroying(EndReason why) {
        StatusDraft draft = draft(ready());
        draft.endingBecause(why);
        draft.operation(new OperationStatus(OperationIntent.TEARDOWN, 1, NOW, null));
        return draft.finish(new Standing.Ending(why, new Cause("Deleted", "going")), WANTED, 1L);
    }

    private static Map<String, String> words(SandboxStatus status) {
        Map<String, String> words = new TreeMap<>();
        status.conditions().forEach(each -> words.put(each.type(), each.status() + " " + each.reason()));
        return words;
    }

    private static Condition condition(SandboxStatus status, String type) {
        return requireNonNull(status.conditions().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElse(null));
    }
}
