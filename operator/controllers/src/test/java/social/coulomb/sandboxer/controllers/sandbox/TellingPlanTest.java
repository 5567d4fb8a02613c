package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.NOW;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.at;
import static social.coulomb.sandboxer.controllers.sandbox.Sights.nothingMade;

import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Telling;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.End;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Release;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Settle;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.controllers.sandbox.Wish.Existence;
import social.coulomb.sandboxer.crds.sandbox.EndReason;

/// How a deleted object waits for its lifecycle events to be told.
final class TellingPlanTest {

    @Test
    void whereNobodyWantsToKnowItGoesAtOnce() {
        assertThat(tornDown().telling(Telling.UNWANTED).plan()).isEqualTo(new Release());
    }

    @Test
    void whereSomebodyWantsToKnowTheEndIsPutOnRecordFirst() {
        assertThat(tornDown().telling(Telling.PENDING).plan()).isEqualTo(new End(EndReason.REQUESTED, null));
        assertThat(tornDown().telling(Telling.DONE).plan()).isEqualTo(new End(EndReason.REQUESTED, null));
    }

    @Test
    void itWaitsUntilAllIsToldButNotForEver() {
        Sights ended = at(Stage.ENDED).wishing(Existence.DELETED).telling(Telling.PENDING);
        assertThat(ended.plan()).isEqualTo(new Settle(NOW.plusSeconds(90)));
        assertThat(ended.planAt(NOW.plusSeconds(90))).isEqualTo(new Release());
        assertThat(ended.telling(Telling.DONE).plan()).isEqualTo(new Release());
    }

    @Test
    void ofWhatNeverBeganNobodyIsTold() {
        assertThat(nothingMade()
                        .wishing(Existence.DELETED)
                        .telling(Telling.DONE)
                        .plan())
                .isEqualTo(new Release());
    }

    private static Sights tornDown() {
        return at(Stage.DESTROYING).wishing(Existence.DELETED).done(Kind.TEARDOWN, new SandboxResult.TornDown(null));
    }
}
