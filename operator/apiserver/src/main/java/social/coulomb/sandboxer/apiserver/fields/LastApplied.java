package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The annotation in which client-side apply keeps its configuration, and how kubectl's server-side apply takes
/// over from it: it does not conflict with what the annotation still describes, and keeps the annotation up to
/// date.
final class LastApplied {
    private static final String MANAGER = "kubectl";
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final int ANNOTATIONS_LIMIT = 256 * 1024;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private LastApplied() {}

    /// Whether this rule concerns the writer at all.
    static boolean concerns(WriteScope scope) {
        return scope.manager().equals(MANAGER);
    }

    /// What remains of a conflict when the fields that the live object's annotation still describes are left
    /// out.
    static Map<Owner, FieldSet> remaining(ApplyConflict conflict, ObjectNode live, WriteScope scope) {
        FieldSet described = described(live, scope);
        Map<Owner, FieldSet> remaining = new LinkedHashMap<>();
        conflict.contested().forEach((owner, fields) -> {
            FieldSet rest = fields.difference(described);
            if (!rest.isEmpty()) {
                remaining.put(owner, rest);
            }
        });
        return remaining;
    }

    private static FieldSet described(ObjectNode live, WriteScope scope) {
        return annotation(live)
                .flatMap(LastApplied::parsed)
                .filter(configuration ->
                        configuration.path("apiVersion").asText("").equals(scope.apiVersion()))
                .filter(configuration ->
                        TypeCheck.fault(scope.shape(), configuration).isEmpty())
                .map(configuration -> unchanged(configuration, live, scope.shape()))
                .orElse(FieldSet.EMPTY);
    }

    private static FieldSet unchanged(ObjectNode configuration, ObjectNode live, Shape shape) {
        Comparison difference = ComparisonWalk.compare(shape, configuration, live);
        return FieldSetWalk.fields(shape, configuration)
                .difference(difference.written())
                .difference(difference.removed());
    }

    private static Optional<ObjectNode> parsed(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> annotation(ObjectNode object) {
        String text =
                object.path("metadata").path("annotations").path(ANNOTATION).asText("");
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// Puts the configuration into the annotation of an object that has one. Changes the object.
    static void refresh(ObjectNode object, ObjectNode configuration) {
        if (annotation(object).isPresent()
                && object.path("metadata").get("annotations") instanceof ObjectNode annotations) {
            annotations.put(ANNOTATION, text(configuration));
            if (size(annotations) > ANNOTATIONS_LIMIT) {
                annotations.remove(ANNOTATION);
            }
        }
    }

    private static String text(ObjectNode configuration) {
        ObjectNode plain = configuration.deepCopy();
        if (plain.get("metadata") instanceof ObjectNode metadata
                && metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        try {
            return escaped(JSON.writeValueAsString(plain)) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// These characters stand inside strings only, and Go escapes them there.
    private static String escaped(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static long size(ObjectNode annotations) {
        long total = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            total += bytes(annotation.getKey()) + bytes(annotation.getValue().asText());
        }
        return total;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
