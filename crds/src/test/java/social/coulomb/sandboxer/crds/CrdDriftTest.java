package social.coulomb.sandboxer.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.snapshot.Snapshot;

final class CrdDriftTest {

    static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(Sandbox.class, Snapshot.class, HostProbe.class);

    @Test
    void committedDefinitionsAreThoseOfTheTypes(@TempDir Path scratch) throws IOException {
        Map<String, String> generated = CrdGeneration.generate(KINDS, scratch);
        if (System.getProperty("crds.update") != null) {
            for (Map.Entry<String, String> file : generated.entrySet()) {
                Files.writeString(Path.of(file.getKey()), file.getValue());
            }
        }
        assertThat(committed())
                .as("types and YAML differ; regenerate with: ./mvnw -pl crds verify -Dcrds.update")
                .isEqualTo(generated);
    }

    private static Map<String, String> committed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> file.toString().matches(".*[.](ya?ml|json)"))
                    .collect(Collectors.toMap(Path::toString, CrdDriftTest::content));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
