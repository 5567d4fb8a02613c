package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a writing process again and again and holds what is left against what it had said.
///
/// The number of kills is `-Dstore.kills`, the seed `-Dstore.seed`.
class RevisionStoreCrashIT {

    private static final int THREADS = 12;

    /// What one name may hold: the last acknowledged value, or the one that was being written.
    private static final class Expected {

        private String acknowledged = CrashingWriter.GONE;
        private long revision;
        private String attempted = CrashingWriter.GONE;
    }

    @TempDir
    Path directory;

    private final Map<String, Expected> model = new HashMap<>();
    private final Map<Long, String> published = new HashMap<>();
    private long newestSeen;
    private long newestSaid;

    @Test
    void nothingAcknowledgedOrPublishedIsLostByKillingTheProcess() throws Exception {
        int kills = Integer.getInteger("store.kills", 6);
        long seed = Long.getLong("store.seed", System.nanoTime());
        System.out.println("store crash test: " + kills + " kills, -Dstore.seed=" + seed);
        var random = new Random(seed);
        for (int kill = 0; kill < kills; kill++) {
            List<String> lines = runAndKill(kill, random);
            lines.forEach(this::take);
            checkStore();
        }
        assertThat(model).as("names that were written").hasSizeGreaterThan(THREADS);
        assertThat(newestSaid).isGreaterThan(1000 + kills);
    }

    @Test
    void storeOfARunningProcessIsRefusedWithItsPidAndFreeOnceThatIsKilled() throws Exception {
        Path output = directory.resolve("output");
        Process process = start(0, 1, output);
        try {
            awaitStart(process, output);

            StoreLocked refused = catchThrowableOfType(StoreLocked.class, this::open);

            assertThat(refused).hasMessageContaining("pid " + process.pid());
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        try (RevisionStore store = open()) {
            assertThat(store.damage()).isEmpty();
        }
    }

    /// Lets the writer run for a while after its start and returns its whole lines.
    private List<String> runAndKill(int incarnation, Random random) throws Exception {
        Path output = directory.resolve("output");
        Process process = start(incarnation, random.nextLong(1 << 30), output);
        try {
            awaitStart(process, output);
            assertThat(process.waitFor(100 + random.nextInt(500), TimeUnit.MILLISECONDS))
                    .as("the writer runs until it is killed")
                    .isFalse();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        return said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
    }

    private Process start(int incarnation, long seed, Path output) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName()));
        command.addAll(List.of(
                directory.resolve("store").toString(),
                Integer.toString(incarnation),
                Integer.toString(THREADS),
                Long.toString(seed),
                Long.toString(Math.max(newestSeen, 1000))));
        return new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    private void awaitStart(Process process, Path output) throws Exception {
        while (!Files.readString(output, StandardCharsets.UTF_8).contains("ACK")) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(Files.readString(directory.resolve("errors")));
            }
        }
    }

    private void take(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "START" ->
                assertThat(Long.parseLong(words[1])).as("the counter goes on").isGreaterThanOrEqualTo(newestSaid);
            case "TRY" -> expected(words[1]).attempted = words[2];
            case "ACK" -> acknowledge(expected(words[1]), words[2], Long.parseLong(words[3]));
            case "SEEN" -> see(Long.parseLong(words[1]), words[2]);
            default -> throw new AssertionError("Unknown line: " + line);
        }
    }

    private Expected expected(String name) {
        return model.computeIfAbsent(name, unknown -> new Expected());
    }

    private void acknowledge(Expected name, String value, long revision) {
        assertThat(revision).as("revisions of one name only grow").isGreaterThan(name.revision);
        name.acknowledged = value;
        name.revision = revision;
        newestSaid = Math.max(newestSaid, revision);
    }

    /// Across all incarnations, the watcher that resumes must see each revision once and in order.
    private void see(long revision, String fingerprint) {
        if (newestSeen > 0) {
            assertThat(revision).as("published revisions follow each other").isEqualTo(newestSeen + 1);
        }
        newestSeen = revision;
        newestSaid = Math.max(newestSaid, revision);
        published.put(revision, fingerprint);
    }

    private void checkStore() throws Exception {
        try (RevisionStore store = RevisionStore.open(
                StoreOptions.of(directory.resolve("store"), Clock.systemUTC()).withHistory(CrashingWriter.BOUNDS))) {
            assertThat(store.damage()).isEmpty();
            assertThat(store.revision()).isGreaterThanOrEqualTo(newestSaid);
            model.forEach((name, expected) -> checkName(store, name, expected));
            checkHistory(store);
        }
    }

    private RevisionStore open() throws StoreUnusable {
        return RevisionStore.open(
                StoreOptions.of(directory.resolve("store"), Clock.systemUTC()).withHistory(CrashingWriter.BOUNDS));
    }

    private static void checkName(RevisionStore store, String name, Expected expected) {
        StoredObject found = store.get(Widgets.key(name)).orElse(null);
        String value = found == null ? CrashingWriter.GONE : Widgets.sizeOf(found);
        assertThat(value).as(name).isIn(expected.acknowledged, expected.attempted);
        if (found != null && !value.equals(expected.attempted)) {
            assertThat(found.revision()).as(name).isEqualTo(expected.revision);
        }
        expected.acknowledged = value;
        expected.attempted = value;
    }

    /// What was published must be in the history unchanged.
    private void checkHistory(RevisionStore store) throws Exception {
        long compacted = store.statistics().compactedRevision();
        int compared = 0;
        try (Subscription history = store.subscribe(Widgets.EVERYWHERE, compacted)) {
            for (long revision = compacted + 1; revision <= store.revision(); revision++) {
                StoreEvent event = Objects.requireNonNull(history.poll(Duration.ZERO));
                assertThat(event.revision()).isEqualTo(revision);
                String fingerprint = published.get(revision);
                if (fingerprint != null) {
                    assertThat(CrashingWriter.fingerprint(event.object())).isEqualTo(fingerprint);
                    compared++;
                }
            }
        }
        assertThat(compared).as("published changes that were compared").isPositive();
    }
}
