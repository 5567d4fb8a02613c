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
    private static final ObjectKey GADGET = new ObjectKey("probe.example.com", "gadgets", "default", "g");
    private static final CollectionKey GADGETS = CollectionKey.all("probe.example.com", "gadgets");

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
    void changesBeyondTheBoundOfTheFileAreDue() {
        var history = new History(new HistoryBounds(Duration.ofHours(1), 100, BODY), 1000);
        appendUpdates(history, 1001, 8, 0);

        // Seven states are superseded; dropping the creation and three updates leaves the four that the file may hold.
        assertThat(history.due(0, 1, ANY_NUMBER)).isEqualTo(new Compaction(1004, List.of(1001L, 1002L, 1003L)));
    }

    @Test
    void whereMemoryIsShortTheResourceThatTakesMostForgetsItsOwn() throws RevisionCompacted {
        var history = new History(new HistoryBounds(Duration.ofHours(1), 100, 3 * BODY), 1000);
        append(history, GADGET, 1001, 2, 0);
        appendUpdates(history, 1003, 6, 0);

        // A gadget and five widgets are superseded, three may stay.
        assertThat(history.after(GADGETS, 1000)).hasSize(2);
        assertThat(history.after(Widgets.EVERYWHERE, 1006)).hasSize(2);
        assertThatThrownBy(() -> history.after(Widgets.EVERYWHERE, 1005))
                .isInstanceOfSatisfying(
                        RevisionCompacted.class,
                        refused -> assertThat(refused.compacted()).isEqualTo(1006));
        assertThat(history.compacted()).isEqualTo(1000);
    }

    @Test
    void whatIsForgottenForMemoryIsCompactedLikeEverythingElse() throws RevisionCompacted {
        var tight = new History(new HistoryBounds(Duration.ofHours(1), 3, BODY), 1000);
        var wide = new History(new HistoryBounds(Duration.ofHours(1), 3, 100 * BODY), 1000);
        for (History history : List.of(tight, wide)) {
            append(history, GADGET, 1001, 2, 0);
            appendUpdates(history, 1003, 4, 0);
        }

        Compaction due = Objects.requireNonNull(tight.due(0, 1, ANY_NUMBER));
        assertThat(due).isEqualTo(wide.due(0, 1, ANY_NUMBER)).isEqualTo(new Compaction(1003, List.of(1001L)));
        tight.forget(due);
        assertThat(tight.after(GADGETS, 1003)).isEmpty();
        appendUpdates(tight, 1007, 2, 0);
        assertThat(tight.after(Widgets.EVERYWHERE, 1007)).hasSize(1);
        assertThat(tight.due(0, 1, ANY_NUMBER)).isEqualTo(new Compaction(1005, List.of(1003L, 1004L)));
    }

    @Test
    void aStormOfEventsCostsNoOtherResourceItsHistory() throws RevisionCompacted {
        var history = new History(HistoryBounds.standard(), 1000);
        append(history, GADGET, 1001, 1, 0);
        append(history, new ObjectKey("", "events", "default", "e"), 1002, 60_000, 1200, 0);

        assertThat(history.due(75_000, 1, ANY_NUMBER)).isNull();
        assertThat(history.after(GADGETS, 1000)).hasSize(1);
        assertThatThrownBy(() -> history.after(CollectionKey.all("", "events"), 1001))
                .isInstanceOf(RevisionCompacted.class);
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
        append(history, Widgets.key("a"), first, count, time);
    }

    private static void append(History history, ObjectKey key, long first, int count, long time) {
        append(history, key, first, count, BODY, time);
    }

    private static void append(History history, ObjectKey key, long first, int count, int body, long time) {
        StoredObject previous = null;
        for (long revision = first; revision < first + count; revision++) {
            StoredObject next = new StoredObject(key, revision, new byte[body]);
            history.append(event(previous, next), time);
            previous = next;
        }
    }

    private static StoreEvent event(@Nullable StoredObject previous, StoredObject next) {
        return new StoreEvent(previous == null ? StoreEvent.Type.CREATED : StoreEvent.Type.UPDATED, next, previous);
    }
}
