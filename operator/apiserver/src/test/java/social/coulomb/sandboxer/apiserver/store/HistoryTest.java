package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final int ANY_NUMBER = 1000;
    private static final int BODY = 100;

    @Test
    void changesBeyondTheNumberAreDue() throws RevisionCompacted {
        var history = new History(new HistoryBounds(Duration.ofHours(1), 3, 1 << 20), 1000);
        appendUpdates(history, 1001, 5, 0);

        Compaction due = Objects.requireNonNull(history.due(0, 1, ANY_NUMBER));
        history.forget(due);

        assertThat(due).isEqualTo(new Compaction(1002, List.of(1001L)));
        assertThat(history.compacted()).isEqualTo(1002);
        assertThat(history.after(Widgets.EVERYWHERE, 1002)).hasSize(3);
        assertThatThrownBy(() -> history.after(Widgets.EVERYWHERE, 1001)).isInstanceOf(RevisionCompacted.class);
    }

    @Test
    void changesBeyondTheAgeAreDueButNeverTheNewest() {
        var history = new History(new HistoryBounds(Duration.ofMillis(50), 100, 1 << 20), 1000);
        appendUpdates(history, 1001, 3, 10);

        assertThat(history.due(60, 1, ANY_NUMBER)).isNull();
        assertThat(history.due(61, 1, ANY_NUMBER)).isEqualTo(new Compaction(1002, List.of(1001L)));
    }

    @Test
    void changesBeyondTheMemoryBoundAreDue() {
        var history = new History(new HistoryBounds(Duration.ofHours(1), 100, 2 * BODY), 1000);
        appendUpdates(history, 1001, 5, 0);

        // Four states are superseded; dropping the creation and two updates leaves two of them.
        assertThat(history.due(0, 1, ANY_NUMBER)).isEqualTo(new Compaction(1003, List.of(1001L, 1002L)));
    }

    @Test
    void oneStepIsBounded() {
        var history = new History(new HistoryBounds(Duration.ofHours(1), 1, 1 << 20), 1000);
        appendUpdates(history, 1001, 100, 0);

        assertThat(Objects.requireNonNull(history.due(0, 1, 10)).compacted()).isEqualTo(1010);
    }

    @Test
    void fewerThanTheMinimumAreNotWorthAStep() {
        var history = new History(new HistoryBounds(Duration.ofHours(1), 3, 1 << 20), 1000);
        appendUpdates(history, 1001, 5, 0);

        assertThat(history.due(0, 3, ANY_NUMBER)).isNull();
    }

    @Test
    void clockThatGoesBackwardsForgetsNothing() {
        var history = new History(new HistoryBounds(Duration.ofMillis(50), 100, 1 << 20), 1000);
        appendUpdates(history, 1001, 3, 1_000_000);

        assertThat(history.due(0, 1, ANY_NUMBER)).isNull();
    }

    @Test
    void compactionCountsTheRowsThatItLeaves() {
        var before = new Horizon(1000, 7);

        // Ten revisions pass; four rows of states that are no longer needed go.
        assertThat(new Compaction(1010, List.of(990L, 1001L, 1002L, 1003L)).advance(before))
                .isEqualTo(new Horizon(1010, 13));
    }

    /// A creation followed by updates of the same object.
    private static void appendUpdates(History history, long first, int count, long time) {
        StoredObject previous = null;
        for (long revision = first; revision < first + count; revision++) {
            StoredObject next = new StoredObject(Widgets.key("a"), revision, new byte[BODY]);
            history.append(event(previous, next), time);
            previous = next;
        }
    }

    private static StoreEvent event(@Nullable StoredObject previous, StoredObject next) {
        return new StoreEvent(previous == null ? StoreEvent.Type.CREATED : StoreEvent.Type.UPDATED, next, previous);
    }
}
