package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Turns the JSON of a schema into the typed tree, collecting everything that is wrong with it.
final class SchemaReader {
    private final List<FieldError> errors = new ArrayList<>();

    private SchemaReader() {}

    static SchemaNode read(ObjectNode schema) throws SchemaInvalid {
        var reader = new SchemaReader();
        SchemaNode root = reader.node(schema, FieldPath.ROOT);
        reader.errors.addAll(StructuralRules.check(schema));
        reader.errors.addAll(DefaultRules.check(root));
        if (!reader.errors.isEmpty()) {
            throw new SchemaInvalid(reader.errors);
        }
        return root;
    }

    private SchemaNode node(JsonNode schema, FieldPath path) {
        return new SchemaNode(
                type(schema, path),
                children(schema, path),
                topology(schema),
                traits(schema),
                constraints(schema, path),
                RuleReader.read(schema, path, errors));
    }

    private SchemaType type(JsonNode schema, FieldPath path) {
        if (flag(schema, "x-kubernetes-int-or-string")) {
            return SchemaType.INT_OR_STRING;
        }
        String word = schema.path("type").asText("");
        if (!SchemaType.isWord(word)) {
            errors.add(FieldError.notSupported(path.child("type").toString(), GoText.quote(word), SchemaType.words()));
            return SchemaType.ANY;
        }
        return SchemaType.ofWord(word);
    }

    private Children children(JsonNode schema, FieldPath path) {
        Map<String, SchemaNode> properties = new TreeMap<>();
        schema.path("properties")
                .properties()
                .forEach(property -> properties.put(
                        property.getKey(),
                        node(property.getValue(), path.child("properties").key(property.getKey()))));
        return new Children(properties, additionalProperties(schema, path), items(schema, path));
    }

    private @Nullable SchemaNode additionalProperties(JsonNode schema, FieldPath path) {
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject()) {
            return node(additional, path.child("additionalProperties"));
        }
        return additional.asBoolean(false) ? SchemaNode.ANYTHING : null;
    }

    private @Nullable SchemaNode items(JsonNode schema, FieldPath path) {
        JsonNode items = schema.path("items");
        return items.isObject() ? node(items, path.child("items")) : null;
    }

    private static Topology topology(JsonNode schema) {
        return new Topology(
                switch (schema.path("x-kubernetes-list-type").asText("")) {
                    case "set" -> Topology.ListType.SET;
                    case "map" -> Topology.ListType.MAP;
                    default -> Topology.ListType.ATOMIC;
                },
                texts(schema.path("x-kubernetes-list-map-keys")),
                schema.path("x-kubernetes-map-type").asText("").equals("atomic")
                        ? Topology.MapType.ATOMIC
                        : Topology.MapType.GRANULAR);
    }

    private static Traits traits(JsonNode schema) {
        JsonNode defaultValue = schema.path("default");
        return new Traits(
                flag(schema, "nullable"),
                flag(schema, "x-kubernetes-preserve-unknown-fields"),
                flag(schema, "x-kubernetes-embedded-resource"),
                defaultValue.isMissingNode() ? null : defaultValue,
                schema.path("description").asText(""));
    }

    private List<Constraint> constraints(JsonNode schema, FieldPath path) {
        List<Constraint> found = new ArrayList<>();
        if (schema.path("enum").isArray()) {
            found.add(new Constraint.Enumeration(stream(schema.path("enum"))));
        }
        number(schema, "minimum")
                .ifPresent(bound ->
                        found.add(new Constraint.Minimum(bound.decimalValue(), flag(schema, "exclusiveMinimum"))));
        number(schema, "maximum")
                .ifPresent(bound ->
                        found.add(new Constraint.Maximum(bound.decimalValue(), flag(schema, "exclusiveMaximum"))));
        number(schema, "multipleOf").ifPresent(factor -> found.add(new Constraint.MultipleOf(factor.decimalValue())));
        sizes(schema, found);
        if (schema.path("required").isArray()) {
            found.add(new Constraint.Required(texts(schema.path("required"))));
        }
        if (schema.path("format").isTextual()) {
            found.add(new Constraint.Format(schema.path("format").textValue()));
        }
        pattern(schema, path).ifPresent(found::add);
        junctions(schema, path, found);
        return found;
    }

    private static void sizes(JsonNode schema, List<Constraint> found) {
        number(schema, "minLength").ifPresent(bound -> found.add(new Constraint.MinimumLength(bound.longValue())));
        number(schema, "maxLength").ifPresent(bound -> found.add(new Constraint.MaximumLength(bound.longValue())));
        number(schema, "minItems").ifPresent(bound -> found.add(new Constraint.MinimumItems(bound.longValue())));
        number(schema, "maxItems").ifPresent(bound -> found.add(new Constraint.MaximumItems(bound.longValue())));
        number(schema, "minProperties")
                .ifPresent(bound -> found.add(new Constraint.MinimumProperties(bound.longValue())));
        number(schema, "maxProperties")
                .ifPresent(bound -> found.add(new Constraint.MaximumProperties(bound.longValue())));
        if (flag(schema, "uniqueItems")) {
            found.add(new Constraint.UniqueItems());
        }
    }

    private Optional<Constraint> pattern(JsonNode schema, FieldPath path) {
        String text = schema.path("pattern").asText("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Constraint.Matching(Pattern.compile(text)));
        } catch (PatternSyntaxException malformed) {
            errors.add(FieldError.invalid(
                    path.child("pattern").toString(),
                    GoText.quote(text),
                    "must be a valid regular expression, but isn't: " + malformed.getMessage()));
            return Optional.empty();
        }
    }

    private void junctions(JsonNode schema, FieldPath path, List<Constraint> found) {
        if (schema.path("allOf").isArray()) {
            found.add(new Constraint.AllOf(branches(schema, "allOf", path)));
        }
        if (schema.path("anyOf").isArray()) {
            found.add(new Constraint.AnyOf(branches(schema, "anyOf", path)));
        }
        if (schema.path("oneOf").isArray()) {
            found.add(new Constraint.OneOf(branches(schema, "oneOf", path)));
        }
        if (schema.path("not").isObject()) {
            found.add(new Constraint.Not(node(schema.path("not"), path.child("not"))));
        }
    }

    private List<SchemaNode> branches(JsonNode schema, String junction, FieldPath path) {
        List<SchemaNode> branches = new ArrayList<>();
        for (JsonNode branch : schema.path(junction)) {
            branches.add(node(branch, path.child(junction).index(branches.size())));
        }
        return branches;
    }

    static boolean flag(JsonNode schema, String name) {
        return schema.path(name).asBoolean(false);
    }

    private static Optional<JsonNode> number(JsonNode schema, String name) {
        return Optional.of(schema.path(name)).filter(JsonNode::isNumber);
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
