package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import social.coulomb.sandboxer.apiserver.schema.SchemaInvalid;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

/// Turns a CustomResourceDefinition into the types that it declares.
public final class CustomTypes {

    private CustomTypes() {}

    /// The types of the served versions, the most preferred first.
    ///
    /// @param definition a CustomResourceDefinition that was accepted; not modified
    /// @param definedAt the store's revision of that state of the definition
    /// @throws SchemaInvalid when a schema cannot be used after all
    public static List<ResourceType> of(ObjectNode definition, long definedAt) throws SchemaInvalid {
        JsonNode spec = definition.path("spec");
        List<JsonNode> versions = StreamSupport.stream(spec.path("versions").spliterator(), false)
                .filter(version -> version.path("served").asBoolean())
                .sorted((left, right) -> new VersionOrder()
                        .compare(left.path("name").asText(), right.path("name").asText()))
                .toList();
        Origin origin = origin(definition, definedAt);
        var types = new ArrayList<ResourceType>();
        for (JsonNode version : versions) {
            types.add(new ResourceType(
                    spec.path("group").asText(),
                    version.path("name").asText(),
                    BuiltInTypes.names(spec.path("names")),
                    spec.path("scope").asText().equals("Namespaced"),
                    representation(spec, version),
                    origin));
        }
        return types;
    }

    private static Origin origin(ObjectNode definition, long definedAt) {
        JsonNode spec = definition.path("spec");
        String storage = StreamSupport.stream(spec.path("versions").spliterator(), false)
                .filter(version -> version.path("storage").asBoolean())
                .map(version -> version.path("name").asText())
                .findFirst()
                .orElse("");
        return new Origin.Custom(
                definition.path("metadata").path("name").asText(),
                spec.path("group").asText(),
                storage,
                definedAt,
                definition.path("metadata").has("deletionTimestamp"));
    }

    private static Representation representation(JsonNode spec, JsonNode version) throws SchemaInvalid {
        ObjectNode openApi = version.path("schema").path("openAPIV3Schema") instanceof ObjectNode schema
                ? schema
                : JsonNodeFactory.instance.objectNode();
        var selectable = new ArrayList<String>();
        version.path("selectableFields")
                .forEach(field -> selectable.add(
                        FieldPath.parse(field.path("jsonPath").asText()).dotted()));
        return new Representation(
                StructuralSchema.compile(openApi),
                openApi,
                subresources(version.path("subresources")),
                columns(version.path("additionalPrinterColumns")),
                selectable,
                deprecation(spec, version));
    }

    private static Subresources subresources(JsonNode subresources) {
        JsonNode scale = subresources.path("scale");
        Optional<ScalePaths> paths = scale.isObject()
                ? Optional.of(new ScalePaths(
                        FieldPath.parse(scale.path("specReplicasPath").asText()),
                        FieldPath.parse(scale.path("statusReplicasPath").asText()),
                        Optional.of(scale.path("labelSelectorPath").asText())
                                .filter(path -> !path.isEmpty())
                                .map(FieldPath::parse)))
                : Optional.empty();
        return new Subresources(subresources.path("status").isObject(), paths);
    }

    private static List<PrinterColumn> columns(JsonNode columns) {
        return StreamSupport.stream(columns.spliterator(), false)
                .map(column -> new PrinterColumn(
                        column.path("name").asText(),
                        column.path("type").asText(),
                        column.path("format").asText(),
                        column.path("description").asText(),
                        column.path("priority").asInt(),
                        column.path("jsonPath").asText()))
                .toList();
    }

    private static String deprecation(JsonNode spec, JsonNode version) {
        if (!version.path("deprecated").asBoolean()) {
            return "";
        }
        JsonNode stated = version.path("deprecationWarning");
        if (stated.isTextual()) {
            return stated.asText();
        }
        String group = spec.path("group").asText();
        String kind = spec.path("names").path("kind").asText();
        String own = version.path("name").asText();
        String warning = group + "/" + own + " " + kind + " is deprecated";
        return successor(spec, own)
                .map(better -> warning + "; use " + group + "/" + better + " " + kind)
                .orElse(warning);
    }

    /// The best served version that is not deprecated, where it is better than this one.
    private static Optional<String> successor(JsonNode spec, String own) {
        var order = new VersionOrder();
        return StreamSupport.stream(spec.path("versions").spliterator(), false)
                .filter(version -> version.path("served").asBoolean()
                        && !version.path("deprecated").asBoolean())
                .map(version -> version.path("name").asText())
                .min(order)
                .filter(best -> order.compare(best, own) < 0);
    }
}
