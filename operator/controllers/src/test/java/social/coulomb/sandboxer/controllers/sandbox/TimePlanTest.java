package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.NOW;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.at;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.idleAfter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.activity.UseLease;
import social.coulomb.sandboxer.controllers.sandbox.Deadlines.Deadline;
import social.coulomb.sandboxer.controllers.sandbox.Deadlines.Kind;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Times;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Usage;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.BeginTeardown;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Settle;
import social.coulomb.sandboxer.crds.sandbox.EndReason;

/// What time alone does to a sandbox that was established half a minute ago.
final class TimePlanTest {

    private static final Instant READY = NOW.minusSeconds(30);

    @Test
    void theTimeToLiveCountsFromReadyAndFollowsTheSpec() {
        assertThat(next(at(Stage.ESTABLISHED))).isEqualTo(new Deadline(Kind.LIFE, READY.plus(Duration.ofHours(4))));
        assertThat(next(at(Stage.ESTABLISHED).policies(Sights.livingFor(Duration.ofHours(6)))))
                .isEqualTo(new Deadline(Kind.LIFE, READY.plus(Duration.ofHours(6))));
    }

    @Test
    void theTimeToLiveIsCappedByTheProfile() {
        assertThat(next(at(Stage.ESTABLISHED).policies(Sights.livingFor(Duration.ofDays(9)))))
                .isEqualTo(new Deadline(Kind.LIFE, READY.plus(Duration.ofHours(24))));
    }

    @Test
    void aShorterTimeToLiveThanHasPassedEndsItAtOnce() {
        assertThat(at(Stage.ESTABLISHED)
                        .policies(Sights.livingFor(Duration.ofSeconds(5)))
                        .plan())
                .isInstanceOfSatisfying(
                        BeginTeardown.class, action -> assertThat(action.why()).isEqualTo(EndReason.EXPIRED));
    }

    @Test
    void withoutItsProfileTheRecordedEndCounts() {
        assertThat(next(at(Stage.ESTABLISHED).recipeForgotten()))
                .isEqualTo(new Deadline(Kind.LIFE, NOW.plusSeconds(3600)));
    }

    @Test
    void aLongerTimeToLiveCountsAlsoWhileItsHostIsAwayOrNotLookedAtYet() {
        for (Workplace away : List.of(new Workplace.Unread(), new Workplace.Unusable("HostUnknown", "away"))) {
            assertThat(next(at(Stage.ESTABLISHED).workplace(away).policies(Sights.livingFor(Duration.ofHours(20)))))
                    .isEqualTo(new Deadline(Kind.LIFE, READY.plus(Duration.ofHours(20))));
        }
    }

    @Test
    void aLeaseThatIsGivenBackBesideAnOldOneHeldUntilNow() {
        UseLease old = new UseLease("crashed", NOW.minusSeconds(9000), NOW.minusSeconds(8000));
        Sights sights = at(Stage.ESTABLISHED)
                .policies(idleAfter(Duration.ofMinutes(5)))
                .used(old)
                .times(new Times(NOW.minusSeconds(9999), null, null, new Usage(true, null)));
        assertThat(next(sights)).isEqualTo(new Deadline(Kind.IDLENESS, NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void idlenessCountsFromReadyUntilThereIsASignOfUse() {
        Sights sights = at(Stage.ESTABLISHED).policies(idleAfter(Duration.ofMinutes(5)));
        assertThat(next(sights)).isEqualTo(new Deadline(Kind.IDLENESS, READY.plus(Duration.ofMinutes(5))));
        assertThat(sights.planAt(READY.plus(Duration.ofMinutes(5))))
                .isInstanceOfSatisfying(BeginTeardown.class, action -> {
                    assertThat(action.why()).isEqualTo(EndReason.IDLE);
                    assertThat(action.cause().reason()).isEqualTo("Idle");
                });
    }

    @Test
    void aChangeOfTheSpecIsASignOfUse() {
        assertThat(next(at(Stage.ESTABLISHED)
                        .policies(idleAfter(Duration.ofMinutes(5)))
                        .changed()))
                .isEqualTo(new Deadline(Kind.IDLENESS, NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void nobodyIsIdleWhileAConsumersLeaseIsFresh() {
        UseLease lease = new UseLease("agent", NOW.minusSeconds(10), NOW.plusSeconds(50));
        Sights sights = at(Stage.ESTABLISHED)
                .policies(idleAfter(Duration.ofSeconds(20)))
                .used(lease);
        assertThat(next(sights)).isEqualTo(new Deadline(Kind.USE, NOW.plusSeconds(50)));
        assertThat(sights.plan()).isEqualTo(new Settle(NOW.plusSeconds(50)));
        assertThat(sights.planAt(NOW.plusSeconds(69))).isInstanceOf(Settle.class);
        assertThat(sights.planAt(NOW.plusSeconds(70))).isInstanceOf(BeginTeardown.class);
    }

    @Test
    void aLeaseThatWasFreshAndIsGoneHeldUntilNow() {
        Sights sights = at(Stage.ESTABLISHED)
                .policies(idleAfter(Duration.ofMinutes(5)))
                .times(new Times(READY.minusSeconds(9000), null, null, new Usage(true, READY.minusSeconds(8000))));
        assertThat(next(sights)).isEqualTo(new Deadline(Kind.IDLENESS, NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void anOldLeaseIsNoReasonToLiveBeyondTheTimeToLive() {
        UseLease lease = new UseLease("agent", NOW, NOW.plus(Duration.ofDays(30)));
        assertThat(at(Stage.ESTABLISHED).used(lease).planAt(READY.plus(Duration.ofHours(4))))
                .isInstanceOf(BeginTeardown.class);
    }

    @Test
    void whatWasDueADayAgoIsDueNow() {
        assertThat(at(Stage.ESTABLISHED).planAt(NOW.plus(Duration.ofDays(1))))
                .isInstanceOfSatisfying(
                        BeginTeardown.class, action -> assertThat(action.why()).isEqualTo(EndReason.EXPIRED));
    }

    @Test
    void aClockThatWasSetBackEndsNothing() {
        assertThat(at(Stage.ESTABLISHED).planAt(NOW.minus(Duration.ofDays(1)))).isInstanceOf(Settle.class);
    }

    private static Deadline next(Sights sights) {
        return Deadlines.next(sights.seen(), NOW).orElseThrow();
    }
}
