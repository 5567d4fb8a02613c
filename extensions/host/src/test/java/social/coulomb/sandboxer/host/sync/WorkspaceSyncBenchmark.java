package social.coulomb.sandboxer.host.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import social.coulomb.sandboxer.host.local.LocalHostShell;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.HostShell;

/// Measures [ManifestSync] against `rsync -a --delete`, each with a login of its own, on the first host of the
/// testbed.
///
/// Not a test: run it by hand. Argument: how many pairs, 7 if absent. Ends with status 1 when a limit is
/// missed.
final class WorkspaceSyncBenchmark {
    private static final int DIRECTORIES = 100;
    private static final int FILES_EACH = 20;
    private static final int FILE_SIZE = 25_000;
    private static final double FIRST_LIMIT = 1.3;
    private static final double UNCHANGED_LIMIT = 0.5;
    private static final String LISTING =
            "cd \"$1\" && find . -mindepth 1 -printf '%P %y %m %l\\n' | sort && find . -type f -exec sha256sum {} + | sort";

    private final TestbedHost host;
    private final Path tree;
    private final String remote = "/tmp/sandboxer-benchmark-" + UUID.randomUUID();

    private WorkspaceSyncBenchmark(TestbedHost host, Path tree) {
        this.host = host;
        this.tree = tree;
    }

    private enum Way {
        OURS,
        RSYNC
    }

    /// How long the runs of one way took.
    private record Times(List<Duration> first, List<Duration> unchanged, List<Duration> oneChanged) {
        Times() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    public static void main(String[] arguments) throws Exception {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        TestbedHost host = TestbedHost.first()
                .orElseThrow(() -> new IllegalStateException(TestbedHost.VARIABLE + " names no testbed"));
        Path tree = Files.createTempDirectory("sandboxer-benchmark-");
        boolean withinLimits;
        try {
            fill(tree);
            withinLimits = new WorkspaceSyncBenchmark(host, tree).compare(pairs);
        } finally {
            command("rm", "-rf", "--", tree.toString());
        }
        if (!withinLimits) {
            System.exit(1);
        }
    }

    /// An hour old, as most of a workspace is.
    private static void fill(Path tree) throws IOException {
        Random random = new Random(7);
        FileTime time = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (int i = 0; i < DIRECTORIES; i++) {
            Path directory = Files.createDirectory(tree.resolve("directory-" + i));
            for (int j = 0; j < FILES_EACH; j++) {
                byte[] content = new byte[random.nextInt(FILE_SIZE / 5, FILE_SIZE * 9 / 5)];
                random.nextBytes(content);
                Files.setLastModifiedTime(Files.write(directory.resolve("file-" + j + ".bin"), content), time);
            }
        }
    }

    /// One pair that does not count, then the others with the two taking turns in going first.
    private boolean compare(int pairs) throws Exception {
        Times ours = new Times();
        Times rsync = new Times();
        measure(Way.OURS, new Times());
        measure(Way.RSYNC, new Times());
        for (int i = 0; i < pairs; i++) {
            for (Way way : i % 2 == 0 ? List.of(Way.OURS, Way.RSYNC) : List.of(Way.RSYNC, Way.OURS)) {
                measure(way, way == Way.OURS ? ours : rsync);
            }
        }
        System.out.printf("%d pairs, each run with its own login, medians in ms%n", pairs);
        report("one file changed", ours.oneChanged(), rsync.oneChanged(), Double.MAX_VALUE);
        return report("first", ours.first(), rsync.first(), FIRST_LIMIT)
                & report("unchanged", ours.unchanged(), rsync.unchanged(), UNCHANGED_LIMIT);
    }

    private void measure(Way way, Times times) throws Exception {
        try (HostShell shell = host.shell("root")) {
            try {
                times.first().add(time(way));
                requireEqualTrees(shell);
                times.unchanged().add(time(way));
                changeOneFile();
                times.oneChanged().add(time(way));
                requireEqualTrees(shell);
            } finally {
                shell.run(CommandRequest.command("rm", "-rf", "--", remote));
            }
        }
    }

    private void changeOneFile() throws IOException {
        Path file = tree.resolve("directory-1").resolve("file-1.bin");
        byte[] content = Files.readAllBytes(file);
        content[0]++;
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private Duration time(Way way) throws Exception {
        long startedAt = System.nanoTime();
        switch (way) {
            case OURS -> {
                try (HostShell shell = host.shell("root")) {
                    new ManifestSync(shell)
                            .sync(
                                    new SyncRequest(
                                            tree, WorkspaceSync.tree(tree), remote, Set.of(), Duration.ofMinutes(2)),
                                    CancelSignal.never());
                }
            }
            case RSYNC ->
                command(
                        "rsync",
                        "-a",
                        "--delete",
                        "-e",
                        "ssh -F " + host.sshConfig(),
                        tree + "/",
                        "root@%s:%s/".formatted(host.name(), remote));
        }
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private void requireEqualTrees(HostShell shell) {
        try (HostShell here = new LocalHostShell()) {
            String wanted =
                    here.run(CommandRequest.script(LISTING, tree.toString())).outputText();
            String found = shell.run(CommandRequest.script(LISTING, remote)).outputText();
            if (wanted.isEmpty() || !wanted.equals(found)) {
                throw new IllegalStateException("the trees differ");
            }
        }
    }

    private static boolean report(String what, List<Duration> ours, List<Duration> rsync, double limit) {
        double ratio = (double) median(ours).toNanos() / median(rsync).toNanos();
        System.out.printf(
                "%-16s ours %5d  rsync %5d  ratio %.2f  %s%n    ours %s%n    rsync %s%n",
                what,
                median(ours).toMillis(),
                median(rsync).toMillis(),
                ratio,
                limit == Double.MAX_VALUE ? "" : "limit %.1f %s".formatted(limit, ratio <= limit ? "kept" : "MISSED"),
                millis(ours),
                millis(rsync));
        return ratio <= limit;
    }

    private static List<Long> millis(List<Duration> times) {
        return times.stream().map(Duration::toMillis).toList();
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static void command(String... words) throws IOException, InterruptedException {
        int status = new ProcessBuilder(words).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("%s ended with status %d".formatted(words[0], status));
        }
    }
}
