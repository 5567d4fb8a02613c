package social.coulomb.sandboxer.controllers.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.crds.Condition;

final class ConditionSetTest {

    private static final Instant BEFORE = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00.123Z");
    private static final Condition READY = new Condition("Ready", "True", "Up", "fine", 1L, BEFORE);

    @Test
    void aFlipTakesTheTimeToTheSecondAndOtherWordsDoNot() {
        assertThat(set().isTrue("Ready", "Up", "other words")
                        .toList()
                        .getFirst()
                        .lastTransitionTime())
                .isEqualTo(BEFORE);
        assertThat(set().isFalse("Ready", "Down", "").toList().getFirst().lastTransitionTime())
                .isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"HostFull,HostFull", "'E: 4-0-4',E404", "'',Unspecified", "4xx,Unspecified", "Ends_,Unspecified"})
    void aReasonFromOutsideIsMadeValid(String reason, String written) {
        assertThat(set().isTrue("Ready", reason, "").toList().getFirst().reason())
                .isEqualTo(written);
    }

    @Test
    void aLongMessageIsCut() {
        assertThat(set().isTrue("Ready", "Up", "x".repeat(9000))
                        .toList()
                        .getFirst()
                        .message())
                .hasSize(4096)
                .endsWith("…");
    }

    @Test
    void whatStillHoldsIsSaidOfThePresentGenerationAndKeepsItsTime() {
        assertThat(set().stillHold().toList())
                .containsExactly(new Condition("Ready", "True", "Up", "fine", 2L, BEFORE));
    }

    private static ConditionSet set() {
        return new ConditionSet(List.of(READY), 2L, NOW);
    }
}
