package social.coulomb.sandboxer.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

class StateDirectoryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @Test
    void aFreshDirectoryIsForItsOwnerAlone() throws Exception {
        StateDirectory state = StateDirectory.open(scratch.resolve("a/b"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void theInstallationIdIsMadeOnceAndKept() throws Exception {
        StateDirectory state = StateDirectory.open(scratch.resolve("state"));

        String first = state.installationId();

        assertThat(StateDirectory.open(state.root()).installationId()).isEqualTo(first);
    }

    @Test
    void aDamagedInstallationIdIsNotReplacedSinceSandboxesAreRecognisedByIt() throws Exception {
        StateDirectory state = StateDirectory.open(scratch.resolve("state"));
        Files.writeString(state.root().resolve("installation-id"), "");

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(state::installationId)
                .withMessageContaining("restore it")
                .satisfies(failure -> assertThat(failure.exit()).isEqualTo(Exit.STATE));
    }

    @Test
    void aDirectoryThatOthersCanReadIsRefusedWithTheCure() throws Exception {
        Path open = Files.createDirectory(
                scratch.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> StateDirectory.open(open))
                .withMessageContaining("chmod 700 " + open);
    }

    @Test
    void aPlaceThatCannotBeADirectoryIsRefusedWithTheCure() throws Exception {
        Path file = Files.createFile(scratch.resolve("file"));

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> StateDirectory.open(file.resolve("state")))
                .withMessageContaining("--state");
    }
}
