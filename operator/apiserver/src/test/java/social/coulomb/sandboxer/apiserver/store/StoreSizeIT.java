package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ten thousand objects of the usual size cost.
class StoreSizeIT {

    private static final int OBJECTS = 10_000;
    private static final int WRITERS = 32;
    private static final int OBJECT_BYTES = 1_400;

    @TempDir
    Path directory;

    @Test
    void tenThousandObjectsAreReadQuicklyAndTakeLittleMoreThanTheirBytes() throws Exception {
        try (RevisionStore store = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                writers.add(threads.submit(() -> {
                    fill(store, first);
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        long before = usedMemory();
        long start = System.nanoTime();
        try (RevisionStore store = open()) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(store.list(Widgets.EVERYWHERE).items()).hasSize(OBJECTS);
            assertThat(took).isLessThan(Duration.ofSeconds(2));
            assertThat(usedMemory() - before).isLessThan(2L * OBJECTS * OBJECT_BYTES);
            assertThat(store.statistics().fileBytes()).isLessThan(2L * OBJECTS * OBJECT_BYTES);
        }
    }

    private static void fill(RevisionStore store, int first) throws ExpectationFailed {
        String size = "x".repeat(OBJECT_BYTES - 200);
        for (int number = first; number < OBJECTS; number += WRITERS) {
            ObjectKey key = Widgets.key("namespace-" + number % 10, "widget-" + number);
            store.put(key, Widgets.ABSENT, Widgets.widget(key, size));
        }
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private RevisionStore open() throws StoreUnusable {
        return RevisionStore.open(StoreOptions.of(directory, Clock.systemUTC()));
    }
}
