package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ABSENT;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ANY;
import static social.coulomb.sandboxer.apiserver.store.Widgets.EVERYWHERE;
import static social.coulomb.sandboxer.apiserver.store.Widgets.describe;
import static social.coulomb.sandboxer.apiserver.store.Widgets.drain;
import static social.coulomb.sandboxer.apiserver.store.Widgets.key;
import static social.coulomb.sandboxer.apiserver.store.Widgets.widget;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a store survives being closed and opened again, and what of its past is forgotten.
class RestartTest {

    private static final HistoryBounds SHORT = new HistoryBounds(Duration.ofMinutes(10), 5, 1 << 20);

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private HistoryBounds bounds = HistoryBounds.standard();
    private RevisionStore store;

    @BeforeEach
    void openStore() throws StoreUnusable {
        store = RevisionStore.open(StoreOptions.of(directory, clock).withHistory(bounds));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void objectsAndCounterAreAsBefore() throws Exception {
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        store.put(key("b"), ABSENT, widget(key("b"), "1"));
        store.put(key("a"), ANY, widget(key("a"), "2"));
        store.delete(key("b"), ANY, widget(key("b"), "1"));
        Listing before = store.list(EVERYWHERE);

        restart();

        assertThat(store.list(EVERYWHERE)).isEqualTo(before);
        assertThat(describe(store.list(EVERYWHERE))).containsExactly("a=2");
        assertThat(store.put(key("c"), ABSENT, widget(key("c"), "1")).revision())
                .isEqualTo(before.revision() + 1);
    }

    @Test
    void emptyStoreKeepsItsRevision() throws Exception {
        long before = store.revision();
        restart();
        assertThat(store.revision()).isEqualTo(before);
        assertThat(store.readOnly()).isFalse();
    }

    @Test
    void watcherResumesWhereItWas() throws Exception {
        long start = store.revision();
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        store.put(key("a"), ANY, widget(key("a"), "2"));
        store.delete(key("a"), ANY, widget(key("a"), "2"));

        restart();
        try (Subscription resumed = store.subscribe(EVERYWHERE, start + 1)) {
            store.put(key("b"), ABSENT, widget(key("b"), "3"));

            assertThat(drain(resumed))
                    .containsExactly(
                            "UPDATED a=2@" + (start + 2), "DELETED a=2@" + (start + 3), "CREATED b=3@" + (start + 4));
        }
    }

    @Test
    void pastStatesAreStillKnown() throws Exception {
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        Listing past = store.list(EVERYWHERE);
        store.put(key("a"), ANY, widget(key("a"), "2"));

        restart();

        assertThat(store.listAt(EVERYWHERE, past.revision())).isEqualTo(past);
    }

    @Test
    void compactedPastIsRefusedBeforeAndAfterARestart() throws Exception {
        bounds = SHORT;
        restart();
        long start = store.revision();
        churn(600);
        await().until(() -> store.statistics().compactedRevision() > start);
        long compacted = store.statistics().compactedRevision();

        assertThatThrownBy(() -> store.listAt(EVERYWHERE, start)).isInstanceOf(RevisionCompacted.class);
        restart();
        assertThat(store.statistics().compactedRevision()).isEqualTo(compacted);
        RevisionCompacted refused =
                catchThrowableOfType(RevisionCompacted.class, () -> store.subscribe(EVERYWHERE, compacted - 1));
        assertThat(refused.compacted()).isEqualTo(compacted);
        try (Subscription oldest = store.subscribe(EVERYWHERE, compacted)) {
            assertThat(drain(oldest)).hasSize((int) (store.revision() - compacted));
        }
    }

    @Test
    void aStormOfOneResourceLeavesTheHistoryOfOthersAlsoOverARestart() throws Exception {
        bounds = new HistoryBounds(Duration.ofMinutes(10), 10_000, 2000);
        restart();
        long start = store.revision();
        ObjectKey quiet = new ObjectKey("probe.example.com", "gadgets", "default", "quiet");
        CollectionKey gadgets = CollectionKey.all("probe.example.com", "gadgets");
        store.put(quiet, ABSENT, widget(quiet, "0"));
        store.put(quiet, ANY, widget(quiet, "1"));
        churn(40);

        for (int round = 0; round < 2; round++) {
            assertThat(describe(store.listAt(gadgets, start + 1))).containsExactly("quiet=0");
            assertThatThrownBy(() -> store.listAt(EVERYWHERE, start)).isInstanceOf(RevisionCompacted.class);
            assertThat(store.statistics().compactedRevision()).isEqualTo(start);
            restart();
            assertThat(store.readOnly()).as(store.damage().toString()).isFalse();
        }
    }

    @Test
    void everyStateWithinTheHistoryStaysExactAfterCompaction() throws Exception {
        bounds = SHORT;
        restart();
        long start = store.revision();
        store.put(key("still"), ABSENT, widget(key("still"), "0"));
        churn(600);
        await().until(() -> store.statistics().compactedRevision() > start);
        long compacted = store.statistics().compactedRevision();
        List<String> oldest = describe(store.listAt(EVERYWHERE, compacted));
        List<String> newest = describe(store.list(EVERYWHERE));

        restart();

        assertThat(store.readOnly()).as(store.damage().toString()).isFalse();
        assertThat(describe(store.listAt(EVERYWHERE, compacted)))
                .isEqualTo(oldest)
                .contains("still=0");
        assertThat(describe(store.list(EVERYWHERE))).isEqualTo(newest);
    }

    @Test
    void ageForgetsWithoutAnyWrite() throws Exception {
        churn(10);
        long before = store.revision();

        clock.advance(Duration.ofMinutes(11));

        await().atMost(Duration.ofSeconds(20)).until(() -> store.statistics().compactedRevision() == before - 1);
        restart();
        assertThat(store.revision()).isEqualTo(before);
    }

    @Test
    void counterSurvivesCompactionOfEverythingThatWasWritten() throws Exception {
        bounds = new HistoryBounds(Duration.ofMinutes(10), 1, 1 << 20);
        restart();
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        StoredObject deleted = store.delete(key("a"), ANY, widget(key("a"), "1"));
        clock.advance(Duration.ofSeconds(30));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> store.statistics().compactedRevision() == deleted.revision() - 1);

        restart();

        assertThat(store.readOnly()).isFalse();
        assertThat(store.put(key("a"), ABSENT, widget(key("a"), "1")).revision())
                .isEqualTo(deleted.revision() + 1);
    }

    @Test
    void renewalsOfOneObjectDoNotGrowTheFile() throws Exception {
        bounds = SHORT;
        restart();
        churn(1500);
        restart();
        long early = Files.size(directory.resolve("revisions.db"));
        churn(3000);
        restart();

        assertThat(Files.size(directory.resolve("revisions.db"))).isLessThanOrEqualTo(early + 64 * 1024);
        assertThat(rows()).isLessThan(1100);
    }

    @Test
    void storeOfANewerReleaseIsRefusedAndLeftAlone() throws Exception {
        store.put(key("a"), ABSENT, widget(key("a"), "1"));
        store.close();
        execute("PRAGMA user_version = 7");
        byte[] before = Files.readAllBytes(directory.resolve("revisions.db"));

        StoreTooNew refused = catchThrowableOfType(StoreTooNew.class, this::openStore);

        assertThat(refused)
                .hasMessageContaining("version 7")
                .hasMessageContaining("up to 1")
                .hasMessageContaining("revisions.db")
                .hasMessageContaining("newer");
        assertThat(Files.readAllBytes(directory.resolve("revisions.db"))).isEqualTo(before);
        execute("PRAGMA user_version = 1");
        openStore();
        assertThat(describe(store.list(EVERYWHERE))).containsExactly("a=1");
    }

    private void restart() throws StoreUnusable {
        store.close();
        openStore();
    }

    /// Writes again and again to one object, deleting and creating it now and then.
    private void churn(int writes) throws ExpectationFailed {
        for (int write = 0; write < writes; write++) {
            boolean exists = store.get(key("lease")).isPresent();
            if (exists && write % 7 == 6) {
                store.delete(key("lease"), ANY, widget(key("lease"), "gone"));
            } else {
                store.put(key("lease"), ANY, widget(key("lease"), Integer.toString(write)));
            }
        }
    }

    private long rows() throws SQLException {
        try (Connection connection = SqliteConnection.reading(directory.resolve("revisions.db"))) {
            return SqliteConnection.number(connection, "SELECT count(*) FROM revision");
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = SqliteConnection.writing(directory.resolve("revisions.db"), 0)) {
            SqliteConnection.execute(connection, statement);
        }
    }
}
