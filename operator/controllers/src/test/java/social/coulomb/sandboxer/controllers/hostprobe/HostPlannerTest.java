package social.coulomb.sandboxer.controllers.hostprobe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.NotSeen;
import social.coulomb.sandboxer.controllers.hostprobe.Finding.Trouble;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;

final class HostPlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final NotSeen SILENT = new NotSeen(new Trouble("HostUnreachable", "no answer", false));

    @Test
    void anUnknownHostIsLookedAt() {
        assertThat(plan(host(false, false, 0, null))).isEqualTo(new HostAction.Look(false, 0));
    }

    @Test
    void aMovedHostIsAskedForItsIdentityOnlyWhileItIsInUse() {
        assertThat(plan(host(false, true, 3, null))).isEqualTo(new HostAction.Look(true, 0));
        assertThat(plan(host(false, true, 0, null))).isEqualTo(new HostAction.Look(false, 0));
    }

    @Test
    void aLookOfAnOlderSpecIsCancelledAndItsResultIsNotUsed() {
        assertThat(plan(host(false, false, 0, looking(1, 5))))
                .isInstanceOfSatisfying(
                        HostAction.Await.class,
                        await -> assertThat(await.cancel()).isTrue());
        assertThat(plan(host(false, false, 0, looked(1, SILENT, 0, 1)))).isEqualTo(new HostAction.Look(false, 0));
    }

    @Test
    void aLookThatHangsIsCancelled() {
        assertThat(plan(host(false, false, 0, looking(2, 61))))
                .isInstanceOfSatisfying(
                        HostAction.Await.class,
                        await -> assertThat(await.cancel()).isTrue());
        assertThat(plan(host(false, false, 0, looking(2, 10))))
                .isInstanceOfSatisfying(
                        HostAction.Await.class,
                        await -> assertThat(await.cancel()).isFalse());
    }

    @Test
    void aSilentHostIsAskedAgainSoonAtFirstThenAsOftenAsAWellOne() {
        assertThat(plan(host(false, false, 0, looked(2, SILENT, 0, 0))))
                .isInstanceOfSatisfying(
                        HostAction.Conclude.class,
                        conclude -> assertThat(conclude.lookAgainAt()).isBefore(NOW.plusSeconds(7)));
        assertThat(plan(host(false, false, 0, looked(2, SILENT, 9, 0))))
                .isInstanceOfSatisfying(
                        HostAction.Conclude.class,
                        conclude -> assertThat(conclude.lookAgainAt()).isEqualTo(NOW.plusSeconds(30)));
    }

    @Test
    void failuresInARowAreCounted() {
        assertThat(plan(host(false, false, 0, looked(2, SILENT, 4, 600)))).isEqualTo(new HostAction.Look(false, 5));
    }

    @Test
    void aLeavingHostIsHeldWhileSandboxesArePlaced() {
        assertThat(plan(host(true, false, 2, null)))
                .isInstanceOfSatisfying(
                        HostAction.Hold.class, hold -> assertThat(hold.placed()).isEqualTo(2));
    }

    @Test
    void aLeavingHostIsGivenBackThenLetGo() {
        assertThat(plan(host(true, false, 0, null))).isEqualTo(new HostAction.GiveBack());
        OperationRecord<HostIntent, Finding> givenBack = new OperationRecord<>(
                new HostIntent(HostIntent.Kind.RELEASE, 2, 0),
                NOW,
                "",
                new OperationRecord.Ending<>(new Outcome.Done<>(SILENT), NOW));
        assertThat(plan(host(true, false, 0, givenBack))).isEqualTo(new HostAction.Release());
    }

    @Test
    void aClockThatWasSetBackHoldsUpNoLook() {
        assertThat(plan(host(false, false, 0, looked(2, SILENT, 0, -3600)))).isInstanceOf(HostAction.Look.class);
    }

    private static HostAction plan(ObservedHost host) {
        return HostPlanner.plan(host, NOW);
    }

    private static ObservedHost host(
            boolean leaving, boolean moved, int placed, @Nullable OperationRecord<HostIntent, Finding> operation) {
        return new ObservedHost("uid", 2, leaving, moved, Duration.ofSeconds(30), placed, operation);
    }

    private static OperationRecord<HostIntent, Finding> looking(long generation, int seconds) {
        return new OperationRecord<>(
                new HostIntent(HostIntent.Kind.LOOK, generation, 0), NOW.minusSeconds(seconds), "", null);
    }

    private static OperationRecord<HostIntent, Finding> looked(
            long generation, Finding finding, int failures, int secondsAgo) {
        Instant at = NOW.minusSeconds(secondsAgo);
        return new OperationRecord<>(
                new HostIntent(HostIntent.Kind.LOOK, generation, failures),
                at,
                "",
                new OperationRecord.Ending<>(new Outcome.Done<>(finding), at));
    }
}
