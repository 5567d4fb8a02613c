package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ABSENT;
import static social.coulomb.sandboxer.apiserver.store.Widgets.ANY;
import static social.coulomb.sandboxer.apiserver.store.Widgets.EVERYWHERE;
import static social.coulomb.sandboxer.apiserver.store.Widgets.describe;
import static social.coulomb.sandboxer.apiserver.store.Widgets.key;
import static social.coulomb.sandboxer.apiserver.store.Widgets.widget;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store does with files in which something is wrong: it serves what it can, says what is wrong and
/// where, and changes nothing.
class DamageTest {

    @TempDir
    Path directory;

    private long start;

    @BeforeEach
    void writeSomething() throws Exception {
        try (RevisionStore store = open()) {
            start = store.revision();
            store.put(key("a"), ABSENT, widget(key("a"), "first"));
            store.put(key("b"), ABSENT, widget(key("b"), "second"));
            store.put(key("b"), ANY, widget(key("b"), "third"));
        }
    }

    @AfterEach
    void releaseTheDirectory() {
        assertThat(directory.resolve("holder")).doesNotExist();
    }

    @Test
    void flippedBitInARowIsFoundAndNamed() throws Exception {
        Path log = log();
        byte[] content = Files.readAllBytes(log);
        int place = indexOf(content, "second");
        content[place] ^= 1;
        Files.write(log, content);

        try (RevisionStore store = open()) {
            assertReadOnly(store, "revisions.db", "revision " + (start + 2), "checksum");
            assertThat(describe(store.list(EVERYWHERE))).containsExactly("a=first", "b=third");
        }
        assertThat(Files.readAllBytes(log)).isEqualTo(content);
    }

    @Test
    void flippedBitInARevisionNumberIsFound() throws Exception {
        execute("UPDATE revision SET revision = revision + 64 WHERE revision = " + (start + 3));

        assertDamaged("revision " + (start + 3 + 64), "checksum");
    }

    @Test
    void lostRowIsFound() throws Exception {
        execute("DELETE FROM revision WHERE revision = " + (start + 2));

        assertDamaged("revision " + (start + 2) + " is missing");
    }

    @Test
    void lostEndOfTheLogIsFoundByTheHighWaterMark() throws Exception {
        execute("DELETE FROM revision WHERE revision = " + (start + 3));

        try (RevisionStore store = open()) {
            assertReadOnly(store, "ends at revision " + (start + 2), "revision " + (start + 3) + " was acknowledged");
            assertThat(store.revision()).isEqualTo(start + 3);
            assertThatThrownBy(() -> store.subscribe(EVERYWHERE, start)).isInstanceOf(RevisionCompacted.class);
        }
    }

    @Test
    void lostRowBelowTheHorizonIsFound() throws Exception {
        compactEverythingButTheLast();
        execute("DELETE FROM revision WHERE revision = " + (start + 1));

        assertDamaged("up to revision " + (start + 2), "1 rows instead of 2");
    }

    @Test
    void spoiltHorizonIsFound() throws Exception {
        execute("UPDATE horizon SET kept_rows = 3");
        assertDamaged("table horizon");
        execute("DROP TABLE horizon");
        assertDamaged("table horizon");
    }

    @Test
    void emptiedLogIsNotTakenForAFreshStore() throws Exception {
        Files.write(log(), new byte[0]);

        assertDamaged("revisions.db");
    }

    @Test
    void missingLogIsNotTakenForAFreshStore() throws Exception {
        Files.delete(log());

        try (RevisionStore store = open()) {
            assertReadOnly(store, "revisions.db is missing");
            assertThat(store.revision()).isEqualTo(start + 3);
        }
        assertThat(log()).doesNotExist();
    }

    @Test
    void remainsOfALostLogDoNotGetIntoANewOne() throws Exception {
        try (RevisionStore store = open()) {
            store.put(key("a"), ANY, widget(key("a"), "fourth"));
            Files.copy(directory.resolve("revisions.db-wal"), directory.resolve("kept"));
        }
        Files.delete(log());
        Files.delete(directory.resolve("high-water"));
        Files.move(directory.resolve("kept"), directory.resolve("revisions.db-wal"));

        assertDamaged("revisions.db is missing");
    }

    @Test
    void missingHighWaterMarkIsNotTakenOnTrust() throws Exception {
        Files.delete(directory.resolve("high-water"));

        try (RevisionStore store = open()) {
            assertReadOnly(store, "high-water is missing");
            assertThat(describe(store.list(EVERYWHERE))).containsExactly("a=first", "b=third");
        }
    }

    @Test
    void unreadableHighWaterMarkIsNotTakenOnTrust() throws Exception {
        Files.writeString(directory.resolve("high-water"), "nonsense");

        assertDamaged("high-water fails its checksums");
    }

    @Test
    void markTornByAPowerFailureIsReadFromItsOtherSlot() throws Exception {
        Path mark = directory.resolve("high-water");
        byte[] content = Files.readAllBytes(mark);
        content[3] = 'x';
        Files.write(mark, content);

        try (RevisionStore store = open()) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.revision()).isEqualTo(start + 3);
        }
    }

    @Test
    void fileThatIsNoLogAtAllIsRefused() throws Exception {
        Files.writeString(log(), "apiVersion: v1\nkind: List\n".repeat(400));

        StoreDamaged refused = catchThrowableOfType(StoreDamaged.class, this::open);

        assertThat(refused).hasMessageContaining("revisions.db").hasMessageContaining("backup");
    }

    @Test
    void creationCutShortIsTakenUpAgain() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.createFile(log());

        try (RevisionStore store = open()) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.put(key("a"), ABSENT, widget(key("a"), "1")).revision())
                    .isGreaterThan(1000);
        }
    }

    @Test
    void damagedStoreLeavesItsFilesAsTheyWere() throws Exception {
        execute("DELETE FROM revision WHERE revision = " + (start + 3));
        Map<String, Integer> before = contents();

        assertDamaged("acknowledged");

        assertThat(contents()).containsAllEntriesOf(before);
    }

    private void assertDamaged(String... words) throws StoreUnusable {
        try (RevisionStore store = open()) {
            assertReadOnly(store, words);
        }
    }

    private static void assertReadOnly(RevisionStore store, String... words) {
        assertThat(store.readOnly()).isTrue();
        assertThat(store.damage().orElseThrow()).contains(words);
        assertThatThrownBy(() -> store.put(key("c"), ANY, widget(key("c"), "1")))
                .isInstanceOf(StoreReadOnly.class)
                .hasMessageContaining(words[0]);
    }

    private void compactEverythingButTheLast() throws Exception {
        try (RevisionLog log = SqliteRevisionLog.open(log(), Horizon.fresh(), start + 3, 0)) {
            log.compact(new Compaction(start + 2, List.of()));
        }
        try (RevisionStore store = open()) {
            assertThat(store.damage()).isEmpty();
        }
    }

    private RevisionStore open() throws StoreUnusable {
        return RevisionStore.open(StoreOptions.of(directory, new SettableClock()));
    }

    private Path log() {
        return directory.resolve("revisions.db");
    }

    private void execute(String statement) throws Exception {
        try (Connection connection = SqliteConnection.writing(log(), 0)) {
            SqliteConnection.execute(connection, statement);
        }
    }

    private Map<String, Integer> contents() throws Exception {
        Map<String, Integer> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static int indexOf(byte[] content, String text) {
        return new String(content, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
