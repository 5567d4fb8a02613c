package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ABSENT;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ANY;
import static social.coulomb.sandboxer.apiserver.store.Widgets.key;
import static social.coulomb.sandboxer.apiserver.store.Widgets.widget;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WriteBatchTest {

    private final Map<ObjectKey, StoredObject> durable = new HashMap<>();
    private final WriteBatch batch = new WriteBatch(durable::get, 1000, 42);

    @Test
    void laterWritesAreJudgedByWhatEarlierOnesOfTheBatchDid() throws ExpectationFailed {
        PendingWrite first = put("a", ABSENT);
        PendingWrite rival = put("a", ABSENT);
        PendingWrite update = put("a", new Expectation.Revision(1001));
        PendingWrite deletion = write(PendingWrite.Operation.DELETE, "a", ANY);
        PendingWrite again = put("a", ABSENT);

        batch.complete();

        assertThat(first.await().revision()).isEqualTo(1001);
        ExpectationFailed lost = catchThrowableOfType(ExpectationFailed.class, rival::await);
        assertThat(lost.current().map(StoredObject::revision)).contains(1001L);
        assertThat(update.await().revision()).isEqualTo(1002);
        assertThat(deletion.await().revision()).isEqualTo(1003);
        assertThat(again.await().revision()).isEqualTo(1004);
        assertThat(batch.rows()).extracting(RevisionRow::previous).containsExactly(0L, 1001L, 1002L, 0L);
        assertThat(batch.rows()).extracting(RevisionRow::time).containsOnly(42L);
        assertThat(batch.events())
                .extracting(StoreEvent::type)
                .containsExactly(
                        StoreEvent.Type.CREATED,
                        StoreEvent.Type.UPDATED,
                        StoreEvent.Type.DELETED,
                        StoreEvent.Type.CREATED);
    }

    @Test
    void refusedWriteTakesNoRevision() throws ExpectationFailed {
        put("a", new Expectation.Revision(7));
        PendingWrite taken = put("b", ABSENT);

        batch.complete();

        assertThat(taken.await().revision()).isEqualTo(1001);
        assertThat(batch.rows()).hasSize(1);
    }

    @Test
    void failedBatchFailsForEverybodyAlsoForWhomItsStateRefused() {
        PendingWrite first = put("a", ABSENT);
        PendingWrite rival = put("a", ABSENT);

        batch.fail("no room");

        assertThatThrownBy(first::await).isInstanceOf(StoreReadOnly.class).hasMessage("no room");
        assertThatThrownBy(rival::await).isInstanceOf(StoreReadOnly.class).hasMessage("no room");
    }

    private PendingWrite put(String name, Expectation expected) {
        return write(PendingWrite.Operation.PUT, name, expected);
    }

    private PendingWrite write(PendingWrite.Operation operation, String name, Expectation expected) {
        var write = new PendingWrite(operation, key(name), expected, ObjectJson.of(widget(key(name), "1")));
        batch.add(write);
        return write;
    }
}
