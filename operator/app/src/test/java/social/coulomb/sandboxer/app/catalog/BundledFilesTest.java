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
    void everyProfileAndDescriptorOfTheTreeIsBroughtAlong() throws IOException {
        Path tree = Path.of("../..");
        try (Stream<Path> files =
                Stream.concat(Files.list(tree.resolve("profiles")), Files.walk(tree.resolve("extensions"), 2))) {
            assertThat(BundledFiles.textsIn("/catalog").keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(file -> file.getFileName().toString().matches("(profile|ext)[.].*[.]ya?ml"))
                                    .map(file -> tree.relativize(file).toString())
                                    .toList());
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
