package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A kind of this repository, as its committed CRD declares it.
///
/// @param definition the whole CRD
record OwnKind(ObjectNode definition) {

    private static final Path FOLDER = Path.of("..", "..", "crds");

    private static final List<OwnKind> ALL =
            committedFiles().stream().map(OwnKind::read).toList();

    static List<OwnKind> all() {
        return ALL;
    }

    static OwnKind named(String kind) {
        return ALL.stream()
                .filter(own -> own.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("crds/ has no kind " + kind));
    }

    private static List<Path> committedFiles() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static OwnKind read(Path file) {
        try {
            return new OwnKind(Yaml.object(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String kind() {
        return definition.at("/spec/names/kind").asText();
    }

    String plural() {
        return definition.at("/spec/names/plural").asText();
    }

    String group() {
        return definition.at("/spec/group").asText();
    }

    String version() {
        return definition.at("/spec/versions/0/name").asText();
    }

    boolean isNamespaced() {
        return definition.at("/spec/scope").asText().equals("Namespaced");
    }

    /// The spec and all that is below it, the outermost first.
    List<SpecField> fields() {
        List<SpecField> fields = new ArrayList<>();
        JsonNode spec = definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        collect(new SpecField(kind(), List.of("spec"), spec), fields);
        return List.copyOf(fields);
    }

    private static void collect(SpecField field, List<SpecField> fields) {
        fields.add(field);
        field.children().forEach(child -> collect(child, fields));
    }
}
