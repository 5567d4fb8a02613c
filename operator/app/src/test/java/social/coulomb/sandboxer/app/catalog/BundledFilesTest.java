package social.coulomb.sandboxer.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundledFilesTest {

    @Test
    void everyProfileOfTheTreeIsBroughtAlong() throws IOException {
        try (Stream<Path> profiles = Files.list(Path.of("../../profiles"))) {
            assertThat(BundledFiles.textsIn("/catalog"))
                    .containsKeys(profiles.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> "profiles/" + name)
                            .toArray(String[]::new))
                    .containsKeys(
                            "extensions/compose-ssh/ext.compose-ssh.yaml", "extensions/saas-stub/ext.saas-stub.yaml");
        }
    }

    @Test
    void theTextIsTheFiles() throws IOException {
        Path file = Path.of("../../profiles/sandbox-canary/compose.yaml");

        assertThat(BundledFiles.textsIn("/canary-workspace"))
                .containsEntry("profiles/sandbox-canary/compose.yaml", Files.readString(file));
    }

    @Test
    void aFolderThatIsNotBroughtAlongIsNamed() {
        assertThatThrownBy(() -> BundledFiles.textsIn("/nothing")).hasMessageContaining("/nothing");
    }
}
