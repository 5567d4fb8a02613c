package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The CRDs of this repository are schemas that our own API accepts.
class OwnKindsTest {
    @Test
    void committedSchemasCompileWithAllTheirRules() throws Exception {
        List<Path> files = committedFiles();

        assertThat(files).isNotEmpty();
        for (Path file : files) {
            for (JsonNode version :
                    Yaml.object(Files.readString(file)).path("spec").path("versions")) {
                JsonNode schema = version.path("schema").path("openAPIV3Schema");
                assertThat(StructuralSchema.compile((ObjectNode) schema).checkRules())
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
    }

    private static List<Path> committedFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "..", "crds"))) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList());
        }
    }
}
