package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    Path directory;

    @Test
    void secondStoreOfTheSameProcessIsRefusedWithItsPid() throws Exception {
        try (RevisionStore store = open()) {
            StoreLocked refused = catchThrowableOfType(StoreLocked.class, this::open);

            assertThat(refused)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThat(store.readOnly()).isFalse();
        }
    }

    @Test
    void closedStoreReleasesItsDirectory() throws Exception {
        open().close();
        open().close();

        assertThat(directory.resolve("holder")).doesNotExist();
    }

    @Test
    void nameLeftByAProcessThatDiedDoesNotLock() throws Exception {
        open().close();
        // In a container every incarnation may have the same pid; the time of its start tells them apart.
        Files.writeString(directory.resolve("holder"), ProcessHandle.current().pid() + " 2020-01-01T00:00:00Z\n");

        open().close();
    }

    private RevisionStore open() throws StoreUnusable {
        return RevisionStore.open(StoreOptions.of(directory, new SettableClock()));
    }
}
