package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.NOW;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.controllers.sandbox.RemainsPlan.Step;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

final class RemainsPlanTest {

    private static final ExtensionFailure TROUBLE = new ExtensionFailure.Transient("HostUnreachable", "It is away.");

    @Test
    void theyAreRemovedAsSoonAsTheirPlaceIsBack() {
        assertThat(plan(null, new Workplace.Unusable("HostUnknown", "away"), NOW))
                .isEqualTo(new Step.Wait(false, NOW.plus(SandboxPlanner.UNUSABLE_PAUSE)));
        assertThat(plan(null, Sights.WORKPLACE, NOW)).isEqualTo(new Step.Remove(Sights.WORKPLACE, 1));
    }

    @Test
    void aFailedRemovalIsTriedAgainWithoutAnEnd() {
        assertThat(plan(ended(new Outcome.Failed<>(TROUBLE)), Sights.WORKPLACE, NOW))
                .isInstanceOf(Step.Wait.class);
        assertThat(plan(ended(new Outcome.Failed<>(TROUBLE)), Sights.WORKPLACE, NOW.plus(Duration.ofDays(30))))
                .isEqualTo(new Step.Remove(Sights.WORKPLACE, 5));
    }

    @Test
    void aRemovalThatHangsIsBegunAnew() {
        OperationRecord<SandboxIntent, SandboxResult> running =
                new OperationRecord<>(new SandboxIntent(Kind.TEARDOWN, 1, 4), NOW, "", null);
        assertThat(plan(running, Sights.WORKPLACE, NOW.plusSeconds(10)))
                .isInstanceOfSatisfying(
                        Step.Wait.class, wait -> assertThat(wait.cancel()).isFalse());
        assertThat(plan(running, Sights.WORKPLACE, NOW.plus(Duration.ofMinutes(6))))
                .isInstanceOfSatisfying(
                        Step.Wait.class, wait -> assertThat(wait.cancel()).isTrue());
    }

    @Test
    void onlyProofOrAHostThatWasGivenUpEndsTheHunt() {
        assertThat(plan(ended(new Outcome.Done<>(new SandboxResult.TornDown(null))), Sights.WORKPLACE, NOW))
                .isEqualTo(new Step.Over());
        assertThat(plan(null, new Workplace.Lost(), NOW)).isEqualTo(new Step.Over());
    }

    private static OperationRecord<SandboxIntent, SandboxResult> ended(Outcome<SandboxResult> outcome) {
        return new OperationRecord<>(
                new SandboxIntent(Kind.TEARDOWN, 1, 4),
                NOW.minusSeconds(9),
                "",
                new OperationRecord.Ending<>(outcome, NOW));
    }

    private static Step plan(
            @Nullable OperationRecord<SandboxIntent, SandboxResult> operation, Workplace workplace, Instant now) {
        return RemainsPlan.plan(operation, workplace, "seed", now);
    }
}
