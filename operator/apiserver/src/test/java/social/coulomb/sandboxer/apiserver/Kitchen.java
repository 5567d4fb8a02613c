package social.coulomb.sandboxer.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// A kind to test with.
final class Kitchen {

    private Kitchen() {}

    /// The definition of teapots.
    static ObjectNode teapots() throws IOException {
        try (InputStream stream = Objects.requireNonNull(Kitchen.class.getResourceAsStream("teapots.yaml"))) {
            return (ObjectNode) new YAMLMapper().readTree(stream);
        }
    }

    /// A server that knows teapots, on any free port.
    static ApiServerOptions server(Path directory) throws IOException {
        return ApiServerOptions.in(directory.resolve("state")).withPort(0).withDefinitions(List.of(teapots()));
    }
}
