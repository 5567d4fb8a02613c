package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.NOW;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.routing.Remedy;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Await;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Begin;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.BeginTeardown;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.End;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.LeaveBehind;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Pause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Release;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Settle;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.controllers.sandbox.Wish.Existence;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What happens when a place does not work out and there is another.
final class FailoverPlanTest {

    private static final ExtensionFailure TROUBLE = new ExtensionFailure.Transient("EngineBroken", "It hangs.");
    private static final ExtensionFailure FULL =
            new ExtensionFailure.Waiting("QuotaExhausted", "No room.", Duration.ofSeconds(20));
    private static final ExtensionFailure REFUSAL = new ExtensionFailure.Refused("ComposeInvalid", "Line 3.");
    private static final Recipe.Routed ELSEWHERE = new Recipe.Routed(
            Sights.PROFILE, new RouteVerdict.Chosen("ext.fake", "host-b", Profile.Strategy.EXPLICIT, List.of()));
    private static final Workplace AWAY = new Workplace.Unusable("HostUnknown", "It is away.");
    private static final RouteFailure FAILED_HERE =
            new RouteFailure("ext.fake", "host-a", 1, "EngineBroken: It hangs.", NOW.minusSeconds(60));

    @Test
    void afterSomeAttemptsAnotherPlaceGetsItsTurn() {
        Sights sights = at(Stage.PROVISIONING).alternative(ELSEWHERE);
        assertThat(sights.failedAttempt(2, TROUBLE).plan()).isInstanceOf(Pause.class);
        assertThat(sights.failedAttempt(3, TROUBLE).plan()).isInstanceOfSatisfying(BeginTeardown.class, action -> {
            assertThat(action.why()).isEqualTo(EndReason.RECREATED);
            assertThat(action.failsOver()).isTrue();
        });
    }

    @Test
    void aFullBackendGivesAnotherItsTurnAtOnce() {
        assertThat(at(Stage.PROVISIONING)
                        .alternative(ELSEWHERE)
                        .failedAttempt(1, FULL)
                        .plan())
                .isInstanceOfSatisfying(
                        BeginTeardown.class,
                        action -> assertThat(action.failsOver()).isTrue());
    }

    @Test
    void aSecretThatIsMissingIsMissingEverywhere() {
        ExtensionFailure missing =
                new ExtensionFailure.Waiting(BackendCalls.SECRET_MISSING, "No Secret.", Duration.ofSeconds(10));
        assertThat(at(Stage.PROVISIONING)
                        .alternative(ELSEWHERE)
                        .failedAttempt(5, missing)
                        .plan())
                .isInstanceOf(Pause.class);
    }

    @Test
    void withoutAnotherPlaceTheSameOneIsTriedOn() {
        assertThat(at(Stage.PROVISIONING).failedAttempt(7, TROUBLE).plan()).isInstanceOf(Pause.class);
    }

    @Test
    void aRequestThatIsWrongIsTriedNowhereElse() {
        assertThat(at(Stage.PROVISIONING)
                        .alternative(ELSEWHERE)
                        .failedAttempt(1, REFUSAL)
                        .plan())
                .isInstanceOfSatisfying(
                        BeginTeardown.class, action -> assertThat(action.why()).isEqualTo(EndReason.FAILED));
    }

    @Test
    void theNextPlaceIsTriedOnlyOnceNothingIsLeftAtTheFormer() {
        Sights failingOver = at(Stage.DESTROYING)
                .endReason(EndReason.RECREATED)
                .failedAt(FAILED_HERE)
                .recipe(ELSEWHERE);
        Instant muchLater = NOW.plus(Duration.ofMinutes(5));
        assertThat(failingOver.failed(Kind.TEARDOWN, TROUBLE).planAt(muchLater)).isNotInstanceOf(LeaveBehind.class);
        assertThat(failingOver.workplace(AWAY).planAt(muchLater)).isInstanceOf(Pause.class);
        assertThat(failingOver
                        .workplace(Sights.WORKPLACE)
                        .done(Kind.TEARDOWN, new SandboxResult.TornDown(null))
                        .plan())
                .isEqualTo(new Begin(2, ELSEWHERE));
    }

    @Test
    void theTimeToEstablishCountsFromTheFirstPlace() {
        Sights tried = at(Stage.DESTROYING)
                .endReason(EndReason.RECREATED)
                .failedAt(FAILED_HERE)
                .recipe(ELSEWHERE)
                .done(Kind.TEARDOWN, new SandboxResult.TornDown(null));
        assertThat(tried.planAt(NOW.plus(Duration.ofMinutes(9)))).isInstanceOfSatisfying(End.class, end -> {
            assertThat(end.why()).isEqualTo(EndReason.FAILED);
            assertThat(end.failure()).isNotNull();
        });
        assertThat(at(Stage.PROVISIONING).failedAt(FAILED_HERE).planAt(NOW.plus(Duration.ofMinutes(9))))
                .isInstanceOf(BeginTeardown.class);
    }

    @Test
    void anotherPlaceThatIsGoneMeanwhileIsWaitedForWithinTheSameTime() {
        var full = new Recipe.Unrouted("HostFull", "No room.", Remedy.TIME, List.of());
        Sights tried = at(Stage.DESTROYING)
                .endReason(EndReason.RECREATED)
                .failedAt(FAILED_HERE)
                .recipe(full)
                .done(Kind.TEARDOWN, new SandboxResult.TornDown(null));
        assertThat(tried.plan())
                .isInstanceOfSatisfying(
                        Pause.class, pause -> assertThat(pause.cause().reason()).isEqualTo("HostFull"));
        assertThat(tried.planAt(NOW.plus(Duration.ofMinutes(9))))
                .isInstanceOfSatisfying(End.class, end -> assertThat(end.why()).isEqualTo(EndReason.FAILED));
    }

    @Test
    void aTeardownThatWaitsForItsTurnIsNotOverdue() {
        assertThat(at(Stage.DESTROYING).waitingForItsTurn(Kind.TEARDOWN).planAt(NOW.plus(Duration.ofHours(1))))
                .isInstanceOfSatisfying(
                        Await.class, wait -> assertThat(wait.cancel()).isFalse());
        assertThat(at(Stage.DESTROYING).running(Kind.TEARDOWN).planAt(NOW.plus(Duration.ofHours(1))))
                .isInstanceOfSatisfying(
                        Await.class, wait -> assertThat(wait.cancel()).isTrue());
    }

    @Test
    void aChangedSpecMeanwhileStartsAfresh() {
        assertThat(at(Stage.DESTROYING)
                        .endReason(EndReason.RECREATED)
                        .failedAt(FAILED_HERE)
                        .changedSource()
                        .recipe(ELSEWHERE)
                        .done(Kind.TEARDOWN, new SandboxResult.TornDown(null))
                        .planAt(NOW.plus(Duration.ofMinutes(9))))
                .isInstanceOf(Begin.class);
    }

    @Test
    void aNewIncarnationDoesNotWaitForEverForAHostThatIsAway() {
        Sights recreated = at(Stage.DESTROYING)
                .endReason(EndReason.RECREATED)
                .recreate("again")
                .workplace(AWAY)
                .recipe(ELSEWHERE);
        assertThat(recreated.planAt(NOW.minusSeconds(1))).isInstanceOf(Pause.class);
        assertThat(recreated.plan()).isEqualTo(new LeaveBehind(2, ELSEWHERE));
    }

    @Test
    void aChangedRecreateIsNotHeldUpByAnEndThatCannotBeProven() {
        for (EndReason why : List.of(EndReason.FAILED, EndReason.EXPIRED, EndReason.REQUESTED)) {
            assertThat(at(Stage.DESTROYING)
                            .endReason(why)
                            .recreate("again")
                            .workplace(AWAY)
                            .recipe(ELSEWHERE)
                            .plan())
                    .isEqualTo(new LeaveBehind(2, ELSEWHERE));
        }
        assertThat(at(Stage.DESTROYING)
                        .endReason(EndReason.RECREATED)
                        .failedAt(FAILED_HERE)
                        .recreate("again")
                        .workplace(AWAY)
                        .recipe(ELSEWHERE)
                        .plan())
                .isEqualTo(new LeaveBehind(2, ELSEWHERE));
    }

    @Test
    void whoIsNotWantedAnyMoreMakesRoomForNobody() {
        assertThat(at(Stage.DESTROYING)
                        .endReason(EndReason.RECREATED)
                        .wishing(Existence.NOT_WANTED)
                        .done(Kind.TEARDOWN, new SandboxResult.TornDown(null))
                        .plan())
                .isEqualTo(new End(EndReason.REQUESTED, null));
    }

    @Test
    void aClockThatWasSetBackHoldsUpNoAttempt() {
        assertThat(at(Stage.DESTROYING).failed(Kind.TEARDOWN, TROUBLE).planAt(NOW.minus(Duration.ofHours(8))))
                .isInstanceOf(SandboxAction.TearDown.class);
    }

    @Test
    void nothingIsLeftBehindAtAPlaceWhereTheNextOneWouldBeMadeToo() {
        assertThat(at(Stage.DESTROYING)
                        .endReason(EndReason.RECREATED)
                        .recreate("again")
                        .failed(Kind.TEARDOWN, TROUBLE)
                        .planAt(NOW.plusSeconds(300)))
                .isNotInstanceOf(LeaveBehind.class);
    }

    @Test
    void whoseEndWasWantedLeavesNothingBehind() {
        assertThat(at(Stage.DESTROYING).workplace(AWAY).recipe(ELSEWHERE).planAt(NOW.plusSeconds(300)))
                .isInstanceOf(Pause.class);
    }

    @Test
    void remainsHoldADeletedObject() {
        Remains remains = new Remains(1, "0123456789ab", "ext.fake", "host-a", NOW, null);
        assertThat(at(Stage.ENDED)
                        .incarnation(2)
                        .wishing(Existence.DELETED)
                        .hunting(remains)
                        .plan())
                .isInstanceOf(Settle.class);
        assertThat(at(Stage.ENDED).wishing(Existence.DELETED).plan()).isEqualTo(new Release());
    }
}
