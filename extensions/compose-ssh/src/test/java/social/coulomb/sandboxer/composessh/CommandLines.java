package social.coulomb.sandboxer.composessh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every command line that any process of this machine has while it watches, those of test hosts included: what
/// `ps` could have shown to anybody.
final class CommandLines implements AutoCloseable {

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Thread watcher;
    private volatile boolean closed;

    private CommandLines() {
        watcher = Thread.ofPlatform().name("command-lines").start(this::look);
    }

    static CommandLines watch() {
        return new CommandLines();
    }

    List<String> with(String text) {
        return seen.stream().filter(line -> line.contains(text)).toList();
    }

    private void look() {
        while (!closed) {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                processes.forEach(this::read);
            } catch (IOException e) {
                throw new IllegalStateException("/proc cannot be read", e);
            }
        }
    }

    private void read(Path process) {
        try {
            byte[] line = Files.readAllBytes(process.resolve("cmdline"));
            if (line.length > 0) {
                seen.add(new String(line, StandardCharsets.UTF_8).replace('\0', ' '));
            }
        } catch (IOException e) {
            // It has ended meanwhile.
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        watcher.join();
    }
}
