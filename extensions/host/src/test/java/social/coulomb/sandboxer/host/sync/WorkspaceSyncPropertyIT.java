package social.coulomb.sandboxer.host.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import social.coulomb.sandboxer.host.local.LocalHostShell;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.HostShell;

/// Whatever the two trees were before: after a sync they are equal, and nothing beside them was touched.
class WorkspaceSyncPropertyIT {
    private static final Instant TIME = Instant.parse("2020-01-02T03:04:05.123456789Z");

    /// Something put under a name, in place of what was there.
    private sealed interface Thing {
        record PlainFile(int size, int secondsLater, String mode) implements Thing {}

        record Folder(String mode) implements Thing {}

        record Pointer(String target) implements Thing {}
    }

    private record Placing(List<String> steps, Thing thing) {}

    @Property(tries = 60)
    void treesAreEqualAfterASync(
            @ForAll("placings") List<Placing> before,
            @ForAll("placings") List<Placing> tampering,
            @ForAll("placings") List<Placing> after)
            throws Exception {
        Path scratch = Files.createTempDirectory("sandboxer-property-");
        try (HostShell shell = new LocalHostShell()) {
            Path local = Files.createDirectory(scratch.resolve("local"));
            Path remote = scratch.resolve("remote");
            Files.createDirectories(scratch.resolve("outside/a"));
            Files.writeString(scratch.resolve("outside/a/a"), "precious");
            WorkspaceSync sync = new ManifestSync(shell);

            place(before, local);
            requireEqual(sync, local, remote);
            place(tampering, remote);
            place(after, local);
            requireEqual(sync, local, remote);
            assertThat(sync(sync, local, remote).sent()).isZero();

            assertThat(TreeContents.of(scratch.resolve("outside"))).containsOnlyKeys("a", "a/a");
            assertThat(scratch.resolve("outside/a/a")).hasContent("precious");
        } finally {
            run("chmod -R u+rwx \"$0\"; rm -rf \"$0\"", scratch);
        }
    }

    @Provide
    Arbitrary<List<Placing>> placings() {
        Arbitrary<List<String>> steps = Arbitraries.of(
                        "a", "b", "-x", "c d", "*", "new\nline", "quo'te\"", "a.b", "$(a)\\")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<Thing> files = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of("rw-r--r--", "rwxr-xr-x", "r--------"))
                .as(Thing.PlainFile::new);
        Arbitrary<Thing> folders =
                Arbitraries.of("rwxr-xr-x", "rwx------", "r-xr-xr-x").map(Thing.Folder::new);
        Arbitrary<Thing> pointers = Arbitraries.of(
                        "nowhere", "a", "../outside", "../../outside/a", "..", "/etc", "-x/ \n'")
                .map(Thing.Pointer::new);
        return Combinators.combine(steps, Arbitraries.oneOf(files, folders, pointers))
                .as(Placing::new)
                .list()
                .ofMaxSize(12);
    }

    private static void requireEqual(WorkspaceSync sync, Path local, Path remote) throws IOException {
        SyncResult result = sync(sync, local, remote);

        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
        assertThat(result.sent() + result.unchanged())
                .isEqualTo(TreeContents.of(local).size());
    }

    private static SyncResult sync(WorkspaceSync sync, Path local, Path remote) throws IOException {
        return sync.sync(
                new SyncRequest(local, WorkspaceSync.tree(local), remote.toString(), Set.of(), Duration.ofMinutes(1)),
                CancelSignal.never());
    }

    private static void place(List<Placing> placings, Path root) throws Exception {
        for (Placing placing : placings) {
            Path path = root;
            for (String step : placing.steps()) {
                if (Files.isSymbolicLink(path) || !Files.isDirectory(path)) {
                    Files.delete(path);
                    Files.createDirectory(path);
                } else if (!Files.isWritable(path)) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                path = path.resolve(step);
                if (!Files.exists(path) && !Files.isSymbolicLink(path)) {
                    Files.createDirectory(path);
                }
            }
            run("chmod -R u+rwx \"$0\" 2>/dev/null; rm -rf \"$0\"", path);
            put(placing.thing(), path);
        }
    }

    /// The content follows from size and time, since a change that alters neither cannot be seen.
    private static void put(Thing thing, Path path) throws IOException {
        switch (thing) {
            case Thing.PlainFile file -> {
                byte[] content =
                        "%d".formatted(file.secondsLater()).repeat(file.size()).getBytes(StandardCharsets.UTF_8);
                Files.write(path, content);
                Files.setLastModifiedTime(path, FileTime.from(TIME.plusSeconds(file.secondsLater())));
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(file.mode()));
            }
            case Thing.Folder folder ->
                Files.setPosixFilePermissions(
                        Files.createDirectory(path), PosixFilePermissions.fromString(folder.mode()));
            case Thing.Pointer pointer -> Files.createSymbolicLink(path, Path.of(pointer.target()));
        }
    }

    private static void run(String script, Path argument) throws Exception {
        new ProcessBuilder("sh", "-c", script, argument.toString()).start().waitFor();
    }
}
