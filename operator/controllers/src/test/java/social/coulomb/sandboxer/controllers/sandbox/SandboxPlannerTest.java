package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.NOW;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.at;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.nothingMade;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import social.coulomb.sandboxer.controllers.routing.Remedy;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Await;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Begin;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.BeginTeardown;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.ConcludeEstablished;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.ConcludeLook;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.DeleteRecord;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.End;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Hesitate;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Look;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Pause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Provision;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Release;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Settle;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.StayUnrouted;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.TearDown;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.controllers.sandbox.Wish.Existence;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;

final class SandboxPlannerTest {

    private static final ExtensionFailure TROUBLE = new ExtensionFailure.Transient("HostUnreachable", "It is away.");
    private static final ExtensionFailure REFUSAL = new ExtensionFailure.Refused("ComposeInvalid", "Line 3.");
    private static final ExtensionFailure FOREIGN = new ExtensionFailure.NotOurs("NotOurs", "Somebody else's.");
    private static final ExtensionFailure FULL =
            new ExtensionFailure.Waiting("HostFull", "No room.", Duration.ofSeconds(20));
    private static final ExtensionFailure CANCELLED = new ExtensionFailure.Cancelled("Stopped.");

    @Nested
    final class WhileNothingIsMade {

        @Test
        void aRouteBeginsTheFirstIncarnation() {
            assertThat(nothingMade().plan()).isEqualTo(new Begin(1, Sights.ROUTED));
        }

        @Test
        void withoutARouteItSaysWhy() {
            assertThat(nothingMade().recipe(Sights.UNROUTED).plan()).isEqualTo(new StayUnrouted(Sights.UNROUTED));
        }

        @Test
        void whatIsAppliedTogetherGetsAMomentToCome() {
            Sights fresh = nothingMade().recipe(Sights.UNROUTED).createdAt(NOW.minusSeconds(1));
            assertThat(fresh.plan()).isEqualTo(new Hesitate(NOW.plusSeconds(2)));
            assertThat(fresh.planAt(NOW.plusSeconds(2))).isEqualTo(new StayUnrouted(Sights.UNROUTED));
        }

        @Test
        void aClockThatIsAheadMakesNobodyHesitate() {
            assertThat(nothingMade()
                            .recipe(Sights.UNROUTED)
                            .createdAt(NOW.plusSeconds(600))
                            .plan())
                    .isEqualTo(new StayUnrouted(Sights.UNROUTED));
        }

        @Test
        void aUsersMistakeIsSaidAtOnce() {
            Recipe.Unrouted mistake = new Recipe.Unrouted("RestoreUnsupported", "No.", Remedy.CHANGE, List.of());
            assertThat(nothingMade().recipe(mistake).createdAt(NOW).plan()).isEqualTo(new StayUnrouted(mistake));
        }

        @Test
        void aDeletedObjectIsLetGo() {
            assertThat(nothingMade().wishing(Existence.DELETED).plan()).isEqualTo(new Release());
        }

        @Test
        void anUnwantedSandboxEndsBeforeItBegan() {
            assertThat(nothingMade().wishing(Existence.NOT_WANTED).plan())
                    .isEqualTo(new End(EndReason.REQUESTED, null));
        }
    }

    @Nested
    final class WhileProvisioning {

        @Test
        void afterARestartItGoesOnMaking() {
            assertThat(at(Stage.PROVISIONING).plan()).isEqualTo(new Provision(Sights.WORKPLACE, 1));
        }

        @Test
        void aRunningOperationIsAwaited() {
            assertThat(at(Stage.PROVISIONING).running(Kind.PROVISION).plan())
                    .isInstanceOfSatisfying(
                            Await.class, await -> assertThat(await.cancel()).isFalse());
        }

        @Test
        void aResultIsConcluded() {
            assertThat(at(Stage.PROVISIONING)
                            .done(Kind.PROVISION, Sights.ESTABLISHED)
                            .plan())
                    .isEqualTo(new ConcludeEstablished(Sights.ESTABLISHED));
        }

        @Test
        void aResultThatCameAfterTheTimeoutIsStillTaken() {
            assertThat(at(Stage.PROVISIONING)
                            .done(Kind.PROVISION, Sights.ESTABLISHED)
                            .planAt(NOW.plus(Duration.ofHours(1))))
                    .isEqualTo(new ConcludeEstablished(Sights.ESTABLISHED));
        }

        @ParameterizedTest
        @EnumSource(
                value = Existence.class,
                names = {"DELETED", "NOT_WANTED"})
        void aChangeOfMindStopsIt(Existence existence) {
            assertThat(at(Stage.PROVISIONING)
                            .running(Kind.PROVISION)
                            .wishing(existence)
                            .plan())
                    .isInstanceOfSatisfying(
                            BeginTeardown.class,
                            action -> assertThat(action.why()).isEqualTo(EndReason.REQUESTED));
        }

        @Test
        void aChangedSourceStartsAnewWhateverTheUpdatePolicy() {
            assertThat(at(Stage.PROVISIONING)
                            .running(Kind.PROVISION)
                            .changedSource()
                            .plan())
                    .isInstanceOfSatisfying(
                            BeginTeardown.class,
                            action -> assertThat(action.why()).isEqualTo(EndReason.RECREATED));
        }

        @Test
        void aChangedSourceIsPreferredToAResultMadeFromTheFormerOne() {
            assertThat(at(Stage.PROVISIONING)
                            .done(Kind.PROVISION, Sights.ESTABLISHED)
                            .changedSource()
                            .plan())
                    .isInstanceOf(BeginTeardown.class);
        }

        @Test
        void transientTroubleWaitsThenTriesAgain() {
            Sights sights = at(Stage.PROVISIONING).failed(Kind.PROVISION, TROUBLE);
            assertThat(sights.plan()).isInstanceOfSatisfying(Pause.class, pause -> {
                assertThat(pause.cause().reason()).isEqualTo("HostUnreachable");
                assertThat(pause.stuck()).isFalse();
                assertThat(sights.planAt(pause.until())).isEqualTo(new Provision(Sights.WORKPLACE, 2));
            });
        }

        @Test
        void aFullBackendIsAskedAgainWhenItSaid() {
            assertThat(at(Stage.PROVISIONING).failed(Kind.PROVISION, FULL).plan())
                    .isInstanceOfSatisfying(
                            Pause.class,
                            pause -> assertThat(pause.until())
                                    .isEqualTo(NOW.minusMillis(1).plusSeconds(20)));
        }

        @Test
        void aRefusalFailsIt() {
            assertThat(at(Stage.PROVISIONING).failed(Kind.PROVISION, REFUSAL).plan())
                    .isInstanceOfSatisfying(BeginTeardown.class, action -> {
                        assertThat(action.why()).isEqualTo(EndReason.FAILED);
                        assertThat(action.cause().reason()).isEqualTo("ComposeInvalid");
                    });
        }

        @Test
        void anInterruptedAttemptIsTheSameAttemptAgain() {
            assertThat(at(Stage.PROVISIONING).failed(Kind.PROVISION, CANCELLED).plan())
                    .isEqualTo(new Provision(Sights.WORKPLACE, 1));
        }

        @Test
        void theEstablishTimeoutFailsItAndNamesTheLastTrouble() {
            assertThat(at(Stage.PROVISIONING)
                            .failedLongAgo(Kind.PROVISION, TROUBLE)
                            .planAt(NOW.plus(Duration.ofMinutes(9))))
                    .isInstanceOfSatisfying(BeginTeardown.class, action -> {
                        assertThat(action.why()).isEqualTo(EndReason.FAILED);
                        assertThat(action.cause().reason()).isEqualTo("EstablishTimeout");
                        assertThat(action.cause().message()).contains("10m", "It is away.");
                    });
        }

        @Test
        void theEstablishTimeoutStopsARunningOperation() {
            assertThat(at(Stage.PROVISIONING).running(Kind.PROVISION).planAt(NOW.plus(Duration.ofMinutes(9))))
                    .isInstanceOfSatisfying(
                            BeginTeardown.class,
                            action -> assertThat(action.cause().message()).contains("pulling"));
        }

        @Test
        void noPauseGoesBeyondTheEstablishTimeout() {
            assertThat(at(Stage.PROVISIONING)
                            .workplace(new Workplace.Unusable("HostUnknown", "Gone."))
                            .planAt(NOW.plus(Duration.ofMinutes(8)).plusSeconds(50)))
                    .isInstanceOfSatisfying(
                            Pause.class, pause -> assertThat(pause.until()).isEqualTo(NOW.plus(Duration.ofMinutes(9))));
        }

        @Test
        void anOperationOfAnotherIncarnationIsNotTakenForThisOne() {
            assertThat(at(Stage.PROVISIONING)
                            .done(Kind.PROVISION, Sights.ESTABLISHED)
                            .incarnation(2)
                            .plan())
                    .isEqualTo(new Provision(Sights.WORKPLACE, 1));
        }

        @Test
        void aHostThatWasGivenUpEndsIt() {
            assertThat(at(Stage.PROVISIONING).workplace(new Workplace.Lost()).plan())
                    .isEqualTo(new End(EndReason.HOST_LOST, null));
        }
    }

    @Nested
    final class WhileEstablished {

        @Test
        void itRestsUntilTheNextLook() {
            assertThat(at(Stage.ESTABLISHED).plan()).isEqualTo(new Settle(NOW.plusSeconds(100)));
        }

        @Test
        void itIsLookedAtWhenDue() {
            assertThat(at(Stage.ESTABLISHED).firstLookAt(NOW).plan()).isEqualTo(new Look(Sights.WORKPLACE));
        }

        @Test
        void aFailedLookIsConcludedAndNothingIsEnded() {
            assertThat(at(Stage.ESTABLISHED).failed(Kind.OBSERVE, TROUBLE).plan())
                    .isInstanceOf(ConcludeLook.class);
        }

        @Test
        void aSandboxThatIsProvenAbsentHasFailed() {
            assertThat(at(Stage.ESTABLISHED)
                            .done(Kind.OBSERVE, new SandboxResult.Observed(new Observation.Absent()))
                            .plan())
                    .isInstanceOfSatisfying(BeginTeardown.class, action -> {
                        assertThat(action.why()).isEqualTo(EndReason.FAILED);
                        assertThat(action.cause().reason()).isEqualTo("SandboxVanished");
                    });
        }

        @Test
        void aBrokenSandboxIsSaidToBeBrokenAndKept() {
            assertThat(at(Stage.ESTABLISHED)
                            .done(
                                    Kind.OBSERVE,
                                    new SandboxResult.Observed(new Observation.Partial(List.of("db has exited"))))
                            .plan())
                    .isInstanceOf(ConcludeLook.class);
        }

        @Test
        void aChangedSourceWaitsForRecreate() {
            assertThat(at(Stage.ESTABLISHED).changedSource().plan()).isInstanceOf(Settle.class);
        }

        @Test
        void aChangedSourceTakesEffectAtOnceWhereThePolicySaysSo() {
            assertThat(at(Stage.ESTABLISHED)
                            .changedSource()
                            .policies(new Wish.Policies(true, Duration.ofMinutes(10), null, null, null))
                            .plan())
                    .isInstanceOfSatisfying(
                            BeginTeardown.class,
                            action -> assertThat(action.why()).isEqualTo(EndReason.RECREATED));
        }

        @Test
        void recreateStartsAnew() {
            assertThat(at(Stage.ESTABLISHED).recreate("again").plan())
                    .isInstanceOfSatisfying(
                            BeginTeardown.class,
                            action -> assertThat(action.why()).isEqualTo(EndReason.RECREATED));
        }

        @Test
        void itsTimeToLiveEndsIt() {
            assertThat(at(Stage.ESTABLISHED)
                            .planAt(NOW.plus(Duration.ofHours(4)).minusSeconds(30)))
                    .isInstanceOfSatisfying(
                            BeginTeardown.class,
                            action -> assertThat(action.why()).isEqualTo(EndReason.EXPIRED));
        }

        @Test
        void deletionEndsItWhileALookRuns() {
            assertThat(at(Stage.ESTABLISHED)
                            .running(Kind.OBSERVE)
                            .wishing(Existence.DELETED)
                            .plan())
                    .isInstanceOf(BeginTeardown.class);
        }

        @ParameterizedTest
        @EnumSource(
                value = Remedy.class,
                names = {"SETUP", "CHANGE"})
        void whatLivesIsNotGivenUpForWhatCannotBeMade(Remedy remedy) {
            Recipe.Unrouted obstacle = new Recipe.Unrouted("ProfileUnknown", "No such.", remedy, List.of());
            assertThat(at(Stage.ESTABLISHED).recreate("again").recipe(obstacle).plan())
                    .isEqualTo(new Settle(NOW.plus(SandboxPlanner.UNROUTED_INTERVAL)));
            assertThat(at(Stage.ESTABLISHED)
                            .changedSource()
                            .updatingImmediately()
                            .recipe(obstacle)
                            .plan())
                    .isInstanceOf(Settle.class);
        }

        @Test
        void roomIsMadeForTheNextOne() {
            Recipe.Unrouted full = new Recipe.Unrouted("HostFull", "No room.", Remedy.TIME, List.of());
            assertThat(at(Stage.ESTABLISHED).recreate("again").recipe(full).plan())
                    .isInstanceOf(BeginTeardown.class);
        }

        @Test
        void whatCannotBeMadeStopsNoDeletion() {
            assertThat(at(Stage.ESTABLISHED)
                            .recipe(Sights.UNROUTED)
                            .recreate("again")
                            .wishing(Existence.NOT_WANTED)
                            .plan())
                    .isInstanceOf(BeginTeardown.class);
        }

        @Test
        void nothingIsGivenUpBeforeAllHostsWereLookedAt() {
            assertThat(at(Stage.ESTABLISHED)
                            .recreate("again")
                            .recipe(Recipe.Unrouted.HOSTS_UNREAD)
                            .plan())
                    .isEqualTo(new Hesitate(NOW.plus(SandboxPlanner.UNREAD_PAUSE)));
        }
    }

    @Nested
    final class WhileDestroying {

        @Test
        void afterARestartItGoesOnTakingAway() {
            assertThat(at(Stage.DESTROYING).plan()).isEqualTo(new TearDown(Sights.WORKPLACE, 1));
        }

        @Test
        void whatStillRunsIsCancelledFirst() {
            assertThat(at(Stage.DESTROYING).running(Kind.PROVISION).plan())
                    .isInstanceOfSatisfying(
                            Await.class, await -> assertThat(await.cancel()).isTrue());
        }

        @Test
        void aResultOfMakingIsNotTakenForTheEnd() {
            assertThat(at(Stage.DESTROYING)
                            .done(Kind.PROVISION, Sights.ESTABLISHED)
                            .plan())
                    .isEqualTo(new TearDown(Sights.WORKPLACE, 1));
        }

        @Test
        void anOverdueAttemptIsBegunAnew() {
            assertThat(at(Stage.DESTROYING).running(Kind.TEARDOWN).planAt(NOW.plus(SandboxPlanner.TEARDOWN_LIMIT)))
                    .isInstanceOfSatisfying(
                            Await.class, await -> assertThat(await.cancel()).isTrue());
        }

        @Test
        void proofOfTheEndLetsADeletedObjectGo() {
            assertThat(at(Stage.DESTROYING)
                            .wishing(Existence.DELETED)
                            .done(Kind.TEARDOWN, new SandboxResult.TornDown(null))
                            .plan())
                    .isEqualTo(new Release());
        }

        @Test
        void proofOfTheEndMakesARecordOfAnUnwantedOne() {
            assertThat(at(Stage.DESTROYING)
                            .wishing(Existence.NOT_WANTED)
                            .done(Kind.TEARDOWN, new SandboxResult.TornDown(null))
                            .plan())
                    .isEqualTo(new End(EndReason.REQUESTED, null));
        }

        @Test
        void proofOfTheEndBeginsTheNextIncarnation() {
            assertThat(at(Stage.DESTROYING)
                            .recreate("again")
                            .endReason(EndReason.RECREATED)
                            .done(Kind.TEARDOWN, new SandboxResult.TornDown(null))
                            .plan())
                    .isEqualTo(new Begin(2, Sights.ROUTED));
        }

        @Test
        void troubleNeverEndsTheAttempts() {
            Sights sights = at(Stage.DESTROYING).failed(Kind.TEARDOWN, TROUBLE);
            assertThat(sights.plan()).isInstanceOf(Pause.class);
            assertThat(sights.planAt(NOW.plus(Duration.ofDays(30)))).isEqualTo(new TearDown(Sights.WORKPLACE, 2));
        }

        @Test
        void whatIsNotOursIsLeftAloneAndSaidToBeStuck() {
            assertThat(at(Stage.DESTROYING).failed(Kind.TEARDOWN, FOREIGN).plan())
                    .isInstanceOfSatisfying(
                            Pause.class, pause -> assertThat(pause.stuck()).isTrue());
        }

        @Test
        void aHostThatWasNotLookedAtYetIsWaitedForWithoutAWord() {
            assertThat(at(Stage.DESTROYING)
                            .endReason(EndReason.RECREATED)
                            .recreate("again")
                            .workplace(new Workplace.Unread())
                            .planAt(NOW.plusSeconds(300)))
                    .isEqualTo(new Hesitate(NOW.plusSeconds(300).plus(SandboxPlanner.UNREAD_PAUSE)));
        }

        @Test
        void nothingIsChosenBeforeAllHostsWereLookedAt() {
            assertThat(at(Stage.DESTROYING)
                            .endReason(EndReason.RECREATED)
                            .recreate("again")
                            .recipe(Recipe.Unrouted.HOSTS_UNREAD)
                            .done(Kind.TEARDOWN, new SandboxResult.TornDown(null))
                            .plan())
                    .isInstanceOf(Hesitate.class);
            assertThat(nothingMade().recipe(Recipe.Unrouted.HOSTS_UNREAD).plan())
                    .isInstanceOf(Hesitate.class);
        }

        @Test
        void anUnknownHostHoldsTheObject() {
            assertThat(at(Stage.DESTROYING)
                            .wishing(Existence.DELETED)
                            .workplace(new Workplace.Unusable("HostUnknown", "No such host."))
                            .plan())
                    .isInstanceOf(Pause.class);
        }

        @Test
        void aHostThatWasGivenUpReleasesTheObject() {
            assertThat(at(Stage.DESTROYING)
                            .wishing(Existence.DELETED)
                            .workplace(new Workplace.Lost())
                            .plan())
                    .isEqualTo(new Release());
        }
    }

    @Nested
    final class AfterTheEnd {

        @Test
        void nothingButAChangedRecreateMovesIt() {
            assertThat(at(Stage.ENDED).changedSource().plan()).isInstanceOf(Settle.class);
            assertThat(at(Stage.ENDED).recreate("again").plan()).isEqualTo(new Begin(2, Sights.ROUTED));
        }

        @Test
        void itIsDeletedWhenItsTimeAsARecordIsOver() {
            Wish.Policies policies =
                    new Wish.Policies(false, Duration.ofMinutes(10), null, null, Duration.ofMinutes(1));
            assertThat(at(Stage.ENDED).policies(policies).plan()).isEqualTo(new Settle(NOW.plusSeconds(30)));
            assertThat(at(Stage.ENDED).policies(policies).planAt(NOW.plusSeconds(30)))
                    .isEqualTo(new DeleteRecord());
        }

        @Test
        void itIsLetGoWhenDeleted() {
            assertThat(at(Stage.ENDED).wishing(Existence.DELETED).plan()).isEqualTo(new Release());
        }

        @Test
        void aRecreatedOneThatFoundNoRouteGoesOnWhenThereIsOne() {
            assertThat(at(Stage.ENDED)
                            .endReason(EndReason.RECREATED)
                            .recipe(Sights.UNROUTED)
                            .plan())
                    .isEqualTo(new StayUnrouted(Sights.UNROUTED));
            assertThat(at(Stage.ENDED).endReason(EndReason.RECREATED).plan()).isEqualTo(new Begin(2, Sights.ROUTED));
        }
    }
}
