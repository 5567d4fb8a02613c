package social.coulomb.sandboxer.sdk.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds `docs/extension-sdk.md` to these files: what is shown there compiles and keeps the contract.
class ShownExampleTest {

    private static final Path PAGE = Path.of("../../docs/extension-sdk.md");
    private static final Path EXAMPLE = Path.of("src/test/java/social/coulomb/sandboxer/sdk/example");

    @ParameterizedTest
    @ValueSource(strings = {"LinkProvider.java", "LinkExtension.java", "LinkExtensionTest.java"})
    void thePageShowsTheFileAsItIs(String file) throws IOException {
        String source = Files.readString(EXAMPLE.resolve(file));
        String shown = source.substring(source.lastIndexOf("\nimport ") + 1).replaceFirst("^import .*\n\n", "");

        assertThat(Files.readString(PAGE)).contains("```java\n" + shown + "```\n");
    }
}
