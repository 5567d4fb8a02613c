package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Schemas and objects of tests, written as YAML.
final class Yaml {
    private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());

    private Yaml() {}

    static ObjectNode object(String text) {
        return (ObjectNode) value(text);
    }

    static JsonNode value(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static ObjectNode resource(String name) {
        try (InputStream stream = Yaml.class.getResourceAsStream("/schema/" + name)) {
            return (ObjectNode) MAPPER.readTree(Objects.requireNonNull(stream, name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static StructuralSchema schema(String text) {
        return compile(object(text));
    }

    static StructuralSchema compile(ObjectNode schema) {
        try {
            return StructuralSchema.compile(schema);
        } catch (SchemaInvalid invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }
}
