package social.coulomb.sandboxer.apiserver.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/// The program that [RevisionStoreCrashIT] kills: several threads write to one store and report on standard
/// output what they are about to write and what was acknowledged, while a watcher reports what was published.
///
/// Each thread has names of its own, so that its acknowledged writes and the one in flight tell the whole story
/// of them.
///
/// Lines: `START revision`, `TRY name value`, `ACK name value revision`, `SEEN revision hash`.
final class CrashingWriter {

    /// What is written in place of a value when an object is deleted.
    static final String GONE = "gone";

    static final HistoryBounds BOUNDS = new HistoryBounds(Duration.ofMinutes(10), 4_000, 16 << 20);

    private static final int NAMES_PER_THREAD = 5;

    private final RevisionStore store;
    private final PrintStream report;
    private final int incarnation;

    private CrashingWriter(RevisionStore store, PrintStream report, int incarnation) {
        this.store = store;
        this.report = report;
        this.incarnation = incarnation;
    }

    /// Runs until it is killed.
    ///
    /// @param arguments directory, number of this incarnation, number of threads, seed, revision to watch from
    public static void main(String[] arguments) throws Exception {
        var report = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var store = RevisionStore.open(
                StoreOptions.of(Path.of(arguments[0]), Clock.systemUTC()).withHistory(BOUNDS));
        if (store.damage().isPresent()) {
            throw new IllegalStateException(store.damage().get());
        }
        report.println("START " + store.revision());
        var writer = new CrashingWriter(store, report, Integer.parseInt(arguments[1]));
        int threads = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            Thread.ofVirtual().start(() -> writer.write(number, new Random(seed + number)));
        }
        writer.watch(Long.parseLong(arguments[4]));
    }

    private void write(int thread, Random random) {
        try {
            for (int step = 0; ; step++) {
                String name = "t" + thread + "-" + random.nextInt(NAMES_PER_THREAD);
                ObjectKey key = Widgets.key(name);
                boolean delete = store.get(key).isPresent() && random.nextInt(4) == 0;
                String value = delete ? GONE : incarnation + "." + step + "." + "x".repeat(random.nextInt(3_000));
                report.println("TRY " + name + " " + value);
                StoredObject written = delete
                        ? store.delete(key, Widgets.ANY, Widgets.widget(key, value))
                        : store.put(key, Widgets.ANY, Widgets.widget(key, value));
                report.println("ACK " + name + " " + value + " " + written.revision());
            }
        } catch (ExpectationFailed impossible) {
            throw new IllegalStateException("Nobody else writes to these names", impossible);
        }
    }

    private void watch(long afterRevision) throws Exception {
        try (Subscription subscription = store.subscribe(Widgets.EVERYWHERE, afterRevision)) {
            while (true) {
                StoreEvent event = subscription.poll(Duration.ofSeconds(1));
                if (event != null) {
                    report.println("SEEN " + event.revision() + " " + fingerprint(event.object()));
                }
            }
        }
    }

    /// Tells two states apart.
    static String fingerprint(StoredObject object) {
        return Long.toHexString(new RowChecksum().add(object.json()).value());
    }
}
