package social.coulomb.sandboxer.app.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

/// The bundled catalog under a user's own directory, published again whenever a file there changes.
///
/// Polls: a handful of small files is read in well under a millisecond, and polling also sees what change
/// notifications miss, such as a directory behind a link that is swapped.
public final class CatalogDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogDirectory.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final CatalogPublisher publisher;
    private final @Nullable Path directory;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("catalog-directory").daemon().factory());
    private Map<String, String> published = Map.of();

    private CatalogDirectory(CatalogPublisher publisher, @Nullable Path directory) {
        this.publisher = publisher;
        this.directory = directory;
    }

    /// Publishes once before it returns, then follows the directory.
    ///
    /// @param directory the user's own files, which win over bundled ones of the same name; null for none
    /// @throws StartFailure when the directory cannot be read
    public static CatalogDirectory follow(CatalogPublisher publisher, @Nullable Path directory) throws StartFailure {
        CatalogDirectory followed = new CatalogDirectory(publisher, directory);
        try {
            followed.publishChanges();
        } catch (IOException e) {
            throw new StartFailure(
                    Exit.USAGE, "The catalog directory " + directory + " cannot be read: check --profiles", e);
        }
        if (directory != null) {
            long period = PERIOD.toMillis();
            followed.clock.scheduleWithFixedDelay(followed::publishQuietly, period, period, TimeUnit.MILLISECONDS);
        }
        return followed;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void publishQuietly() {
        try {
            publishChanges();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The catalog directory could not be published, the last state stays: {}", e.toString());
        }
    }

    private void publishChanges() throws IOException {
        Map<String, String> files = new TreeMap<>(bundled());
        if (directory != null) {
            files.putAll(read(directory));
        }
        if (!files.equals(published)) {
            publisher.publish(files);
            published = files;
        }
    }

    private static Map<String, String> bundled() {
        Map<String, String> files = new HashMap<>();
        BundledFiles.textsIn("/catalog").forEach((path, text) -> files.put(fileName(path), text));
        return files;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> catalog = entries.filter(
                            file -> file.getFileName().toString().matches("(profile|ext)\\.[a-z0-9-]+\\.ya?ml"))
                    .filter(Files::isRegularFile)
                    .toList();
            for (Path file : catalog) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
