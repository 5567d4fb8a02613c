package social.coulomb.sandboxer.host.basedir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.inventory.SandboxMarkers;
import social.coulomb.sandboxer.host.local.LocalHostShell;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;

@SuppressWarnings("NullAway.Init")
class ShellBaseDirectoryIT {
    private static final CancelSignal NEVER = CancelSignal.never();
    private static final HostIdentity OURS = new HostIdentity("machine", "owner-1");
    private static final SandboxMarker MARKER = marker("uid-1", 1, Instant.parse("2026-11-22T00:00:00Z"));

    private final LocalHostShell shell = new LocalHostShell();
    private Path parent;
    private Path path;
    private BaseDirectory directory;

    @BeforeEach
    void makeParent() throws IOException {
        parent = Files.createTempDirectory("sandboxer-basedir-");
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        path = parent.resolve("base");
        directory = new ShellBaseDirectory(shell, path.toString());
    }

    @AfterEach
    void removeParent() {
        shell.run(CommandRequest.command("rm", "-rf", "--", parent.toString()));
        shell.close();
    }

    @Test
    void absentDirectoryIsMadeForUsAloneAndClaimed() throws IOException {
        assertThat(directory.claim(OURS, NEVER)).isEqualTo(OURS);

        assertThat(mode(path)).isEqualTo("rwx------");
        assertThat(HostIdentities.read(Files.readString(path.resolve(".host")))).contains(OURS);
    }

    @Test
    void secondClaimFindsTheFirstOne() {
        directory.claim(OURS, NEVER);

        assertThat(directory.claim(new HostIdentity("machine", "owner-2"), NEVER))
                .isEqualTo(OURS);
    }

    @Test
    void ofManyClaimsAtOnceOneWinsAndAllAgree() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HostIdentity>> claims = IntStream.range(0, 8)
                    .<Callable<HostIdentity>>mapToObj(
                            i -> () -> directory.claim(new HostIdentity("machine", "owner-" + i), NEVER))
                    .toList();
            List<HostIdentity> found = threads.invokeAll(claims).stream()
                    .map(Future::resultNow)
                    .distinct()
                    .toList();

            assertThat(found).hasSize(1);
        }
        try (var files = Files.list(path)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(".host");
        }
    }

    @Test
    void fullDiskIsCalledByItsName() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "mounting a small disk needs root");
        assertThat(shell.run(CommandRequest.script(
                                "mkdir -m 700 \"$1\" && mount -t tmpfs -o size=16k,mode=700 tmpfs \"$1\" && {"
                                        + " head -c 64k /dev/zero >\"$1\"/filler; [ -s \"$1\"/filler ]; }",
                                path.toString()))
                        .succeeded())
                .isTrue();
        try {
            assertThatThrownBy(() -> directory.claim(OURS, NEVER))
                    .isInstanceOfSatisfying(
                            DirectoryRefused.class,
                            refused -> assertThat(refused.isForWantOfSpace()).isTrue())
                    .hasMessageContaining("no space left")
                    .hasMessageContaining(path.toString());
            assertThat(path.toFile().list()).containsExactly("filler");

            shell.run(CommandRequest.command("rm", "--", path + "/filler"));
            assertThat(directory.claim(OURS, NEVER)).isEqualTo(OURS);

            shell.run(CommandRequest.script("head -c 64k /dev/zero >\"$1\"/filler", path.toString()));
            assertThatThrownBy(() -> directory.create(MARKER, NEVER))
                    .isInstanceOfSatisfying(
                            DirectoryRefused.class,
                            refused -> assertThat(refused.isForWantOfSpace()).isTrue());
            assertThat(path.resolve("abcd")).doesNotExist();
        } finally {
            shell.run(CommandRequest.command("umount", "--", path.toString()));
        }
    }

    @Test
    void symbolicLinkIsRefused() throws IOException {
        Files.createSymbolicLink(path, Files.createDirectory(parent.resolve("elsewhere")));

        assertThatThrownBy(() -> directory.claim(OURS, NEVER))
                .isInstanceOf(UnsafeDirectory.class)
                .hasMessageContaining("symbolic link");
        assertThat(parent.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void plainFileIsRefused() throws IOException {
        Files.createFile(path);

        assertThatThrownBy(() -> directory.claim(OURS, NEVER))
                .isInstanceOf(UnsafeDirectory.class)
                .hasMessageContaining("not a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwx-w----", "rwx----w-"})
    void directoryThatOthersCanWriteToIsRefused(String permissions) throws IOException {
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> directory.claim(OURS, NEVER))
                .isInstanceOf(UnsafeDirectory.class)
                .hasMessageContaining("written to by other");
    }

    @Test
    void directoryThatOthersCanOnlyReadIsClosed() throws IOException {
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));

        directory.claim(OURS, NEVER);

        assertThat(mode(path)).isEqualTo("rwx------");
    }

    @Test
    void directoryOfAnotherAccountIsRefused() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root to give a directory away");
        Files.createDirectory(path);
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThatThrownBy(() -> directory.claim(OURS, NEVER))
                .isInstanceOf(UnsafeDirectory.class)
                .hasMessageContaining("another account");
    }

    @Test
    void parentThatOthersCouldRenameInIsRefused() throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> directory.claim(OURS, NEVER))
                .isInstanceOf(UnsafeDirectory.class)
                .hasMessageContaining("not sticky");
        assertThat(path).doesNotExist();
    }

    @Test
    void stickyParentIsFine() {
        shell.run(CommandRequest.command("chmod", "1777", parent.toString()));

        assertThat(directory.claim(OURS, NEVER)).isEqualTo(OURS);
    }

    @Test
    void missingParentIsNamed() {
        BaseDirectory deep = new ShellBaseDirectory(shell, path + "/deeper/still");

        assertThatThrownBy(() -> deep.claim(OURS, NEVER))
                .isInstanceOf(UnsafeDirectory.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void recordThatIsALinkIsRefused() throws IOException {
        Files.createDirectory(path);
        Files.createSymbolicLink(path.resolve(".host"), Path.of("/etc/hostname"));

        assertThatThrownBy(() -> directory.claim(OURS, NEVER)).isInstanceOf(UnsafeDirectory.class);
    }

    @Test
    void releaseRemovesOurRecordAndTheEmptyDirectory() {
        directory.claim(OURS, NEVER);

        directory.release(OURS, NEVER);
        directory.release(OURS, NEVER);

        assertThat(path).doesNotExist();
    }

    @Test
    void releaseLeavesTheRecordOfAnotherOwner() {
        directory.claim(OURS, NEVER);

        directory.release(new HostIdentity("machine", "owner-2"), NEVER);

        assertThat(path.resolve(".host")).exists();
    }

    @Test
    void sandboxGetsADirectoryWithItsMarker() throws IOException {
        directory.claim(OURS, NEVER);

        String made = directory.create(MARKER, NEVER);

        assertThat(Path.of(made)).isEqualTo(path.toRealPath().resolve("abcd"));
        assertThat(mode(Path.of(made))).isEqualTo("rwx------");
        assertThat(SandboxMarkers.read(Files.readString(Path.of(made, SandboxMarker.FILE_NAME))))
                .isEqualTo(Optional.of(MARKER));
    }

    @Test
    void repeatedCreationFindsItsOwnWork() {
        directory.claim(OURS, NEVER);
        String first = directory.create(MARKER, NEVER);

        assertThat(directory.create(marker("uid-1", 1, Instant.now()), NEVER)).isEqualTo(first);
    }

    @Test
    void directoryLeftBeforeItsMarkerWasWrittenIsTakenOver() throws IOException {
        directory.claim(OURS, NEVER);
        Files.createDirectory(
                path.resolve("abcd"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        directory.create(MARKER, NEVER);

        assertThat(path.resolve("abcd").resolve(SandboxMarker.FILE_NAME)).exists();
    }

    @Test
    void directoryLeftWithTheBeginningOfAMarkerIsRemovedAndTakenOver() throws IOException {
        directory.claim(OURS, NEVER);
        Path left = path.resolve("abcd");
        for (String beginning : List.of("", "{\"uid\": \"ui")) {
            leave(left, beginning);
            assertThat(directory.remove(MARKER, NEVER)).isZero();
            assertThat(left).doesNotExist();

            leave(left, beginning);
            directory.create(MARKER, NEVER);
            assertThat(left.toFile().list()).containsExactly(SandboxMarker.FILE_NAME);
            directory.remove(MARKER, NEVER);
        }
    }

    private static void leave(Path directory, String beginning) throws IOException {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(directory.resolve(SandboxMarker.FILE_NAME + ".new"), beginning);
    }

    @Test
    void directoryOfAnotherSandboxOrIncarnationIsRefused() {
        directory.claim(OURS, NEVER);
        directory.create(MARKER, NEVER);

        assertThatThrownBy(() -> directory.create(marker("uid-2", 1, Instant.now()), NEVER))
                .isInstanceOf(UnsafeDirectory.class)
                .hasMessageContaining("another sandbox");
        assertThatThrownBy(() -> directory.create(marker("uid-1", 2, Instant.now()), NEVER))
                .isInstanceOf(UnsafeDirectory.class);
    }

    @Test
    void directoryThatIsNobodysIsRefused() throws IOException {
        directory.claim(OURS, NEVER);
        Files.createDirectories(path.resolve("abcd/something"));

        assertThatThrownBy(() -> directory.create(MARKER, NEVER)).isInstanceOf(UnsafeDirectory.class);
        assertThatThrownBy(() -> directory.remove(MARKER, NEVER)).isInstanceOf(UnsafeDirectory.class);
        assertThat(path.resolve("abcd/something")).exists();
    }

    @Test
    void removalTakesEverythingAndIsRepeatable() throws IOException {
        directory.claim(OURS, NEVER);
        Path made = Path.of(directory.create(MARKER, NEVER));
        Files.createDirectories(made.resolve("workspace/deep"));
        Files.writeString(made.resolve("workspace/deep/-rf *\n"), "x");
        Path outside = Files.writeString(parent.resolve("precious"), "precious");
        Files.createSymbolicLink(made.resolve("link"), parent);
        Files.setPosixFilePermissions(made.resolve("workspace/deep"), PosixFilePermissions.fromString("---------"));

        assertThat(directory.remove(MARKER, NEVER)).isZero();
        assertThat(directory.remove(MARKER, NEVER)).isZero();

        assertThat(made).doesNotExist();
        assertThat(outside).hasContent("precious");
    }

    @Test
    void removalLeavesWhatCarriesAnotherMarker() {
        directory.claim(OURS, NEVER);
        directory.create(MARKER, NEVER);

        assertThatThrownBy(() -> directory.remove(marker("uid-2", 1, Instant.now()), NEVER))
                .isInstanceOf(UnsafeDirectory.class);
        assertThat(path.resolve("abcd")).exists();
    }

    @Test
    void removalRefusesALinkInPlaceOfTheDirectory() throws IOException {
        directory.claim(OURS, NEVER);
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve(SandboxMarker.FILE_NAME), SandboxMarkers.write(MARKER));
        Files.createSymbolicLink(path.resolve("abcd"), elsewhere);

        assertThatThrownBy(() -> directory.remove(MARKER, NEVER)).isInstanceOf(UnsafeDirectory.class);
        assertThat(elsewhere.resolve(SandboxMarker.FILE_NAME)).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/tmp",
                "relative/path",
                "/tmp/../etc",
                "/tmp/./x",
                "/tmp/a b",
                "/tmp/$(id)",
                "/tmp/x/",
                "/tmp//x",
                "/tmp/x\n"
            })
    void pathThatCouldMeanSomethingElseIsRefused(String odd) {
        assertThatThrownBy(() -> new ShellBaseDirectory(shell, odd)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b", "-rf", "$(id)", "a b", ".hidden"})
    void idThatIsNoNameIsRefused(String odd) {
        SandboxMarker marker = new SandboxMarker(odd, "u", "i", 1, null, null, Instant.now());

        assertThatThrownBy(() -> directory.create(marker, NEVER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> directory.remove(marker, NEVER)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SandboxMarker marker(String uid, long incarnation, Instant createdAt) {
        return new SandboxMarker("abcd", uid, "installation", incarnation, "sbx-abcd", "profile.x", createdAt);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
