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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostShell;

/// What a workspace sync promises, whatever tools the host has. The host under test shares this machine's
/// files.
@SuppressWarnings("NullAway.Init")
abstract class WorkspaceSyncContract {
    /// Removed with all that is in it after each test.
    Path scratch;

    /// What is to be brought to the host.
    Path local;

    /// Where it is to be; absent at first.
    Path remote;

    /// The shell of the host under test.
    protected abstract HostShell shell();

    /// True if the host keeps fractions of seconds.
    protected abstract boolean isExact();

    @BeforeEach
    void makeDirectories() throws IOException {
        scratch = Files.createTempDirectory("sandboxer-sync-");
        local = Files.createDirectory(scratch.resolve("local"));
        remote = scratch.resolve("re mote");
    }

    /// JUnit's own cleaning does not know names that are no text.
    @AfterEach
    void removeDirectories() throws Exception {
        sh("chmod -R u+rwx \"$0\"; rm -rf \"$0\"", scratch);
    }

    @Test
    void everythingArrivesAsItIs() throws Exception {
        fillWithOddThings();

        SyncResult result = sync();

        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
        assertThat(result.removed()).isZero();
        assertThat(result.unchanged()).isZero();
        assertThat(result.bytes()).isPositive();
    }

    @Test
    void secondRunSendsNothing() throws Exception {
        fillWithOddThings();
        makeOld();
        SyncResult first = sync();

        SyncResult second = sync();

        assertThat(second.removed()).isZero();
        if (isExact()) {
            assertThat(second.sent()).isZero();
            assertThat(second.unchanged()).isEqualTo(first.sent());
        } else {
            assertThat(second.bytes()).isZero();
        }
        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
    }

    @Test
    void changeOfTheSameSizeInTheSameSecondIsSent() throws Exception {
        Path file = Files.writeString(local.resolve("file"), "before");
        Instant second = Instant.now().minusSeconds(1).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        Files.setLastModifiedTime(file, FileTime.from(second.plusMillis(100)));
        sync();
        Files.writeString(file, "after!");
        Files.setLastModifiedTime(file, FileTime.from(second.plusMillis(900)));

        sync();

        assertThat(remote.resolve("file")).hasContent("after!");
    }

    @Test
    void onlyWhatChangedIsSent() throws Exception {
        Files.writeString(local.resolve("same"), "same");
        Files.writeString(local.resolve("mode"), "mode");
        Files.writeString(local.resolve("content"), "content");
        makeOld();
        sync();
        Files.writeString(local.resolve("content"), "other");
        Files.setPosixFilePermissions(local.resolve("mode"), PosixFilePermissions.fromString("rwx------"));

        SyncResult result = sync();

        assertThat(result.sent()).isEqualTo(2);
        assertThat(result.unchanged()).isEqualTo(1);
        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
    }

    @Test
    void whatIsNotWantedIsRemovedButWhatIsToBeKeptStays() throws Exception {
        Files.writeString(local.resolve("wanted"), "");
        sync();
        Files.createDirectories(remote.resolve("extra/deep/er"));
        Files.writeString(remote.resolve("extra/deep/er/file"), "");
        Files.writeString(remote.resolve("-rf *\n"), "");
        Files.createDirectories(remote.resolve("kept/deep"));

        SyncResult result = sync(Set.of("kept"));

        assertThat(result.removed()).isEqualTo(5);
        assertThat(TreeContents.of(remote)).containsOnlyKeys("wanted", "kept", "kept/deep");
    }

    @Test
    void thingsMayChangeTheirKind() throws Exception {
        Files.createDirectories(local.resolve("directory-to-file/with/content"));
        Files.writeString(local.resolve("file-to-link"), "");
        Files.writeString(local.resolve("file-to-directory"), "");
        Files.createSymbolicLink(local.resolve("link-to-directory"), scratch);
        sync();
        sh(
                "cd \"$0\"; rm -r *; echo x >directory-to-file; ln -s /etc file-to-link; mkdir file-to-directory link-to-directory;"
                        + " echo y >file-to-directory/y; echo z >link-to-directory/z",
                local);

        sync();

        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
        assertThat(scratch.resolve("z")).doesNotExist();
    }

    @Test
    void directoriesThatAreClosedForWritingAreOpenedAndClosedAgain() throws Exception {
        Files.createDirectory(local.resolve("closed"));
        Files.writeString(local.resolve("closed/file"), "before");
        Files.writeString(local.resolve("closed/extra"), "");
        Files.setPosixFilePermissions(local.resolve("closed"), PosixFilePermissions.fromString("r-xr-xr-x"));
        sync();
        sh(
                "chmod u+w \"$0\"/closed; rm \"$0\"/closed/extra; echo after >\"$0\"/closed/file; chmod u-w \"$0\"/closed",
                local);

        sync();

        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
    }

    @Test
    void onlyTheFilesAskedForAreSent() throws Exception {
        Files.createDirectories(local.resolve("a/b"));
        Files.writeString(local.resolve("a/b/wanted"), "wanted");
        Files.writeString(local.resolve("a/unwanted"), "unwanted");

        sync(List.of(Path.of("a/b/wanted")), Set.of());

        assertThat(TreeContents.of(remote)).containsOnlyKeys("a", "a/b", "a/b/wanted");
    }

    @Test
    void nothingToDoTakesOneCommandAndAnythingElseTwo() throws Exception {
        fillWithOddThings();
        makeOld();
        CountingShell counting = new CountingShell(shell());

        new ManifestSync(counting).sync(request(WorkspaceSync.tree(local), Set.of()), CancelSignal.never());
        assertThat(counting.commands).hasValue(2);

        sh("mkdir \"$0\"/new; rm \"$0\"/random; touch -d '2001-02-03' \"$0\"/a", local);
        Files.createDirectory(remote.resolve("unwanted"));
        counting.commands.set(0);
        new ManifestSync(counting).sync(request(WorkspaceSync.tree(local), Set.of()), CancelSignal.never());
        assertThat(counting.commands).hasValue(2);

        if (isExact()) {
            counting.commands.set(0);
            new ManifestSync(counting).sync(request(WorkspaceSync.tree(local), Set.of()), CancelSignal.never());
            assertThat(counting.commands).hasValue(1);
        }
    }

    @Test
    void fileCopiedWithinMomentsOfItsChangeIsSentOnceMore() throws Exception {
        Files.writeString(local.resolve("fresh"), "fresh");
        Files.writeString(local.resolve("old"), "old");
        Files.setLastModifiedTime(
                local.resolve("old"), FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(local.resolve("future"), "future");
        Files.setLastModifiedTime(
                local.resolve("future"), FileTime.from(Instant.now().plusSeconds(3600)));
        sync();

        SyncResult second = sync();

        assertThat(second.sent()).isEqualTo(1);
        assertThat(second.bytes()).isEqualTo("fresh".length());
    }

    @Test
    void timesBeforeTheEpochAreTimesToo() throws Exception {
        Files.writeString(local.resolve("old"), "old");
        Files.setLastModifiedTime(local.resolve("old"), FileTime.from(Instant.parse("1966-05-04T03:02:01.75Z")));
        sync();

        assertThat(sync().sent()).isZero();
        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
    }

    SyncResult sync() throws IOException {
        return sync(Set.of());
    }

    SyncResult sync(Set<String> keep) throws IOException {
        return sync(WorkspaceSync.tree(local), keep);
    }

    SyncResult sync(List<Path> files, Set<String> keep) throws IOException {
        return new ManifestSync(shell()).sync(request(files, keep), CancelSignal.never());
    }

    SyncRequest request(List<Path> files, Set<String> keep) {
        return new SyncRequest(local, files, remote.toString(), keep, Duration.ofMinutes(1));
    }

    private void fillWithOddThings() throws Exception {
        sh("""
                cd "$0"
                mkdir -p empty 'with space/$(id)/`id`' closed
                echo one > 'with space/$(id)/`id`/"quoted'"'"' name'
                printf 'x' > "$(printf 'line\\nbreak')"
                printf 'x' > "$(printf 'latin1-\\344\\366\\374')"
                printf 'x' > "$(printf 'utf8-\\303\\244')"
                printf 'x' > "$(printf 'odd\\001\\033\\177')"
                echo dash > ./-rf; echo star > '*'; echo tilde > '~'; echo back > 'back\\slash'
                printf 'x' > a; mkdir a-dir; printf y > a-dir/a; mkdir a.d
                long=$(printf 'n%.0s' $(seq 200)); mkdir -p "$long/$long"; echo long > "$long/$long/$long"
                ln -s "$long/$long/$long" long-link
                ln -s /etc/passwd absolute; ln -s nowhere dangling; ln -s .. up; ln -s "$(printf 'caf\\303\\251')" accent
                head -c 300000 /dev/urandom > random; : > nothing
                chmod 640 random; chmod 755 a-dir/a; chmod 400 nothing; chmod 711 a.d; chmod 000 -- -rf
                echo inside > closed/file; chmod 555 closed
                """, local);
    }

    private void makeOld() throws Exception {
        sh("find \"$0\" -exec touch -h -d '2020-01-02 03:04:05.678' {} +", local);
    }

    /// Runs a script with `argument` as its `$0`.
    static void sh(String script, Path argument) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", script, argument.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /// Counts what a sync asks of the host.
    private record CountingShell(HostShell shell, AtomicInteger commands) implements HostShell {
        CountingShell(HostShell shell) {
            this(shell, new AtomicInteger());
        }

        @Override
        public CommandResult run(CommandRequest request, CancelSignal cancel) {
            commands.incrementAndGet();
            return shell.run(request, cancel);
        }

        @Override
        public long generation() {
            return shell.generation();
        }

        @Override
        public void close() {
            shell.close();
        }
    }
}
