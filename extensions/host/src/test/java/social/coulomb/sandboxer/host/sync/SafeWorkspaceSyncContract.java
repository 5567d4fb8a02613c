package social.coulomb.sandboxer.host.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CancelSource;
import social.coulomb.sandboxer.host.shell.HostFailure;

/// What a workspace sync also promises where something is missing, in the way, or not to be touched.
abstract class SafeWorkspaceSyncContract extends WorkspaceSyncContract {

    @Test
    void linkThatSomebodyPutInTheWayIsReplacedAndNotFollowed() throws Exception {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "precious");
        Files.createDirectory(local.resolve("directory"));
        Files.writeString(local.resolve("directory/precious"), "overwritten");
        Files.writeString(local.resolve("file"), "overwritten");
        Files.createDirectory(remote);
        Files.createSymbolicLink(remote.resolve("directory"), outside);
        Files.createSymbolicLink(remote.resolve("file"), outside.resolve("precious"));
        Files.createSymbolicLink(remote.resolve("extra"), outside);

        sync();

        assertThat(outside.resolve("precious")).hasContent("precious");
        assertThat(TreeContents.of(remote)).isEqualTo(TreeContents.of(local));
    }

    @Test
    void remoteDirectoryThatIsALinkIsRefused() throws Exception {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Files.createSymbolicLink(remote, outside);
        Files.writeString(local.resolve("file"), "");

        assertThatThrownBy(this::sync).isInstanceOf(SyncRefused.class).hasMessageContaining("symbolic link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void remoteDirectoryWithoutAParentIsRefusedWithWhatTheHostSaid() {
        remote = scratch.resolve("absent/remote");

        assertThatThrownBy(this::sync)
                .isInstanceOf(SyncRefused.class)
                .hasMessageContaining("No such file or directory");
    }

    @Test
    void pathThatLeavesTheWorkspaceIsNotSent() {
        assertThatThrownBy(() -> sync(List.of(Path.of("../outside")), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sync(List.of(Path.of("/etc/passwd")), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancelledSyncSendsNothing() throws Exception {
        Files.writeString(local.resolve("file"), "");
        CancelSource cancel = new CancelSource();
        cancel.raise();

        assertThatThrownBy(() -> new ManifestSync(shell()).sync(request(WorkspaceSync.tree(local), Set.of()), cancel))
                .isInstanceOf(HostFailure.CommandCancelled.class);
        assertThat(remote).doesNotExist();
    }

    @Test
    void whatIsKeptIsNotOverwrittenEither() throws Exception {
        Files.createDirectory(
                remote, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String name : List.of(".marker", "a*[b]?\\c", "line\nend\n", " ")) {
            Files.writeString(remote.resolve(name), "kept");
            Files.writeString(local.resolve(name), "of the workspace");
        }
        Files.writeString(remote.resolve("aX[b]Xc"), "looks like the pattern");

        SyncResult result = sync(Set.of(".marker", "a*[b]?\\c", "line\nend\n", " "));

        assertThat(result.sent()).isZero();
        assertThat(result.removed()).isEqualTo(1);
        assertThat(TreeContents.of(remote)).hasSize(4);
        assertThat(remote.resolve(".marker")).hasContent("kept");
    }

    @Test
    void pipesAreNotSentAndGoWhereTheyAreNotWanted() throws Exception {
        sh("mkfifo \"$0\"/pipe; echo x >\"$0\"/file", local);
        Files.createDirectory(
                remote, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        sh("mkfifo \"$0\"/other \"$0\"/file", remote);

        SyncResult result = sync();

        assertThat(TreeContents.of(remote)).containsOnlyKeys("file");
        assertThat(result.removed()).isEqualTo(1);
    }

    @Test
    void fileThatIsGoneMeanwhileIsLeftOut() throws Exception {
        Files.writeString(local.resolve("there"), "there");

        SyncResult result = sync(List.of(Path.of("there"), Path.of("gone"), Path.of("gone-too/file")), Set.of());

        assertThat(result.sent()).isEqualTo(1);
        assertThat(TreeContents.of(remote)).containsOnlyKeys("there");
    }

    @Test
    void fileBelowALocalLinkIsNotSent() throws Exception {
        Files.createSymbolicLink(local.resolve("link"), Path.of("/etc"));

        assertThatThrownBy(() -> sync(List.of(Path.of("link/passwd")), Set.of()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void rootThatIsAbsentIsToldAsSuch() {
        local = scratch.resolve("absent");

        assertThatThrownBy(() -> sync(List.of(), Set.of())).isInstanceOf(IOException.class);
    }

    @Test
    void directoryThatOthersMayWriteInIsRefused() throws Exception {
        Files.writeString(local.resolve("file"), "");
        Files.createDirectory(remote);
        Files.setPosixFilePermissions(remote, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(this::sync).isInstanceOf(SyncRefused.class).hasMessageContaining("other accounts");
        assertThat(remote).isEmptyDirectory();
    }

    @Test
    void directoryWithAnUnsafeNameIsRefused() {
        for (String name : List.of("/", "/tmp", "relative/path", "/a/../b", "/a/./b", "/a//b", "/a/b/", "/a/b\n")) {
            SyncRequest unsafe = new SyncRequest(local, List.of(), name, Set.of(), Duration.ofMinutes(1));

            assertThatThrownBy(() -> new ManifestSync(shell()).sync(unsafe, CancelSignal.never()))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void parentOfTheDirectoryMayBeReachedThroughALink() throws Exception {
        Files.writeString(local.resolve("file"), "content");
        Path parent = Files.createDirectory(scratch.resolve("parent"));
        Files.createSymbolicLink(scratch.resolve("link"), parent);
        remote = scratch.resolve("link/remote");

        sync();

        assertThat(parent.resolve("remote/file")).hasContent("content");
    }

    @Test
    void manyThingsAreRemovedAtOnce() throws Exception {
        sh("mkdir -m 700 \"$0\"; cd \"$0\"; for i in $(seq 5000); do : >\"long name of a file $i\"; done", remote);

        assertThat(sync().removed()).isEqualTo(5000);
        assertThat(remote).isEmptyDirectory();
    }
}
