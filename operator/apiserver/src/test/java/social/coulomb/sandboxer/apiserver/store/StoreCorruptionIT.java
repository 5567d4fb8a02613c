package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spoils the files of a store at random places. Whatever is spoilt, the store either is as it was, or says
/// that it is damaged; it never silently is something else.
class StoreCorruptionIT {

    private static final int FLIPS = 200;
    private static final int CUTS = 40;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private final HistoryBounds bounds = new HistoryBounds(Duration.ofMinutes(10), 40, 1 << 20);
    private Path original;
    private Path copy;
    private Listing expected;
    private int found;

    /// Leaves a store as a killed process does: part of it in the write-ahead log, and free pages in the
    /// database.
    @BeforeEach
    void makeStore() throws Exception {
        original = Files.createDirectory(directory.resolve("original"));
        copy = Files.createDirectory(directory.resolve("copy"));
        Path working = directory.resolve("working");
        try (RevisionStore store = open(working)) {
            for (int write = 0; write < 700; write++) {
                ObjectKey key = Widgets.key("w" + write % 30);
                store.put(key, Widgets.ANY, Widgets.widget(key, "x".repeat(write % 900)));
            }
        }
        try (RevisionStore store = open(working)) {
            for (int write = 0; write < 25; write++) {
                ObjectKey key = Widgets.key("w" + write % 7);
                store.put(key, Widgets.ANY, Widgets.widget(key, "last" + write));
            }
            expected = store.list(Widgets.EVERYWHERE);
            for (String file : List.of("revisions.db", "revisions.db-wal", "high-water")) {
                Files.copy(working.resolve(file), original.resolve(file));
            }
        }
        assertThat(Files.size(original.resolve("revisions.db-wal"))).isGreaterThan(10_000);
        restoreCopy();
        try (RevisionStore store = open(copy)) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.list(Widgets.EVERYWHERE)).isEqualTo(expected);
        }
    }

    @Test
    void flippedBitIsFoundOrHarmless() throws Exception {
        long seed = Long.getLong("store.seed", System.nanoTime());
        var random = new Random(seed);
        for (int flip = 0; flip < FLIPS; flip++) {
            String file = pick(random);
            restoreCopy();
            byte[] content = Files.readAllBytes(copy.resolve(file));
            int place = random.nextInt(content.length);
            content[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(copy.resolve(file), content);

            checkCopy("seed " + seed + ": bit flipped in " + file + " at " + place);
        }
        assertThat(found).as("flips that were found").isGreaterThan(FLIPS / 4);
    }

    @Test
    void shortenedFileIsFoundOrHarmless() throws Exception {
        long seed = Long.getLong("store.seed", System.nanoTime());
        var random = new Random(seed);
        for (int cut = 0; cut < CUTS; cut++) {
            String file = pick(random);
            restoreCopy();
            byte[] content = Files.readAllBytes(copy.resolve(file));
            int length = random.nextInt(content.length);
            Files.write(copy.resolve(file), Arrays.copyOf(content, length));

            checkCopy("seed " + seed + ": " + file + " cut to " + length);
        }
        assertThat(found).as("cuts that were found").isGreaterThan(CUTS / 2);
    }

    private static String pick(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "high-water";
            case 1, 2, 3, 4 -> "revisions.db-wal";
            default -> "revisions.db";
        };
    }

    private void checkCopy(String what) throws StoreLocked {
        try (RevisionStore store = open(copy)) {
            if (store.readOnly()) {
                found++;
                assertThat(store.damage().orElseThrow()).as(what).contains(copy.toString());
            } else {
                assertThat(store.revision()).as(what).isEqualTo(expected.revision());
                assertThat(store.list(Widgets.EVERYWHERE)).as(what).isEqualTo(expected);
                assertContent(store.list(Widgets.EVERYWHERE), what);
            }
        } catch (StoreDamaged | StoreTooNew refused) {
            found++;
        }
    }

    private void assertContent(Listing listing, String what) {
        for (int index = 0; index < listing.items().size(); index++) {
            assertThat(listing.items().get(index).json())
                    .as(what)
                    .isEqualTo(expected.items().get(index).json());
        }
    }

    private void restoreCopy() throws IOException {
        try (Stream<Path> files = Files.list(copy)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    private RevisionStore open(Path folder) throws StoreDamaged, StoreTooNew, StoreLocked {
        return RevisionStore.open(StoreOptions.of(folder, clock).withHistory(bounds));
    }
}
