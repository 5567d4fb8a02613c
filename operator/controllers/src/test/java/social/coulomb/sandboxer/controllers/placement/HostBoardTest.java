package social.coulomb.sandboxer.controllers.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Measures;

final class HostBoardTest {

    private final List<String> told = new ArrayList<>();
    private final HostBoard board = new HostBoard();

    HostBoardTest() {
        board.onChange(told::add);
    }

    @Test
    void newMeasuresAreKeptButAreNoNews() {
        board.post(offer(10, Measures.UNKNOWN));
        board.post(offer(10, new Measures(0.7, Duration.ofMillis(12))));

        assertThat(told).containsExactly("a");
        assertThat(board.find("a").orElseThrow().measures().loadPerCpu()).isEqualTo(0.7);
    }

    @Test
    void everythingElseIs() {
        board.post(offer(10, Measures.UNKNOWN));
        board.post(offer(11, Measures.UNKNOWN));
        board.withdraw("a");

        assertThat(told).containsExactly("a", "a", "a");
    }

    @Test
    void aHostThatIsDeclaredIsAwaitedUntilItWasLookedAtOrIsGone() {
        board.await(List.of("a", "b", "c"));
        assertThat(board.isAwaited("a")).isTrue();
        assertThat(board.isComplete()).isFalse();

        board.post(offer(10, Measures.UNKNOWN));
        board.withdraw("b");
        assertThat(board.isAwaited("a")).isFalse();
        assertThat(told).containsExactly("a", "b");

        board.awaitNoMore();
        assertThat(board.isComplete()).isTrue();
        assertThat(told).containsExactly("a", "b", "c");
    }

    private static HostOffer offer(int most, Measures measures) {
        return new HostOffer(
                "a",
                new HostOffer.Availability.Available(),
                Set.of(),
                new HostOffer.Limits(most, 4),
                BigDecimal.ZERO,
                measures);
    }
}
