package social.coulomb.sandboxer.apiserver.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// Describes the types of one version of one group. Pure.
final class OpenApiDocument {

    private static final List<String> HEADERS = List.of("apiVersion", "kind", "metadata");

    private final ObjectNode meta;

    /// @param meta the schemas that every document shares; not modified
    OpenApiDocument(ObjectNode meta) {
        this.meta = meta;
    }

    ObjectNode of(List<ResourceType> types) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.0.0");
        document.putObject("info").put("title", "sandboxer").put("version", "unversioned");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        schemas.setAll(meta);
        for (ResourceType type : types) {
            OpenApiPaths.describe(type, paths);
            schemas.set(SchemaNames.of(type), schema(type));
            schemas.set(SchemaNames.listOf(type), listSchema(type));
        }
        return document;
    }

    private static ObjectNode schema(ResourceType type) {
        ObjectNode schema = type.representation().openApi().deepCopy();
        ObjectNode stated = schema.path("properties") instanceof ObjectNode declared
                ? declared.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        stated.remove(HEADERS);
        ObjectNode properties = schema.putObject("properties");
        header(properties, "apiVersion", "The group and version of the schema that the object follows.");
        header(properties, "kind", "What the object is.");
        reference(properties.putObject("metadata"), "ObjectMeta", "The object's name, labels and the like.");
        properties.setAll(stated);
        schema.put("type", "object");
        SchemaNames.identify(schema.putArray("x-kubernetes-group-version-kind").addObject(), type);
        allowBoth(schema);
        return schema;
    }

    private static ObjectNode listSchema(ResourceType type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object").put("description", "A list of " + type.kind() + " objects.");
        schema.putArray("required").add("items");
        ObjectNode properties = schema.putObject("properties");
        header(properties, "apiVersion", "The group and version of the schema that the list follows.");
        header(properties, "kind", "What the list is.");
        reference(properties.putObject("metadata"), "ListMeta", "What the list says about itself.");
        ObjectNode items = properties.putObject("items").put("type", "array").put("description", "The objects.");
        items.putObject("items").put("$ref", SchemaNames.REFERENCE + SchemaNames.of(type));
        SchemaNames.identify(schema.putArray("x-kubernetes-group-version-kind").addObject(), type, type.listKind());
        return schema;
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    private static void reference(ObjectNode property, String name, String description) {
        property.put("description", description).putObject("default");
        property.putArray("allOf").addObject().put("$ref", SchemaNames.REFERENCE + SchemaNames.META + name);
    }

    /// Says of a place for a number or a text, which has no type of its own, what may stand there.
    private static void allowBoth(JsonNode schema) {
        if (schema instanceof ObjectNode node
                && node.path("x-kubernetes-int-or-string").asBoolean()
                && !node.has("anyOf")
                && !node.has("oneOf")) {
            node.putArray("oneOf").add(typed("integer")).add(typed("string"));
        }
        schema.forEach(OpenApiDocument::allowBoth);
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
