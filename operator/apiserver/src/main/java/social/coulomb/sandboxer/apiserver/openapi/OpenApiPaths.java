package social.coulomb.sandboxer.apiserver.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// The addresses of one resource and what can be done there. Pure.
final class OpenApiPaths {

    private static final List<String> READ_TYPES = List.of("application/json", "application/yaml");
    private static final List<String> CUSTOM_PATCHES =
            List.of("application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json");
    private static final List<String> BUILT_IN_PATCHES = Stream.concat(
                    CUSTOM_PATCHES.stream(), Stream.of("application/strategic-merge-patch+json"))
            .toList();

    private final ResourceType type;
    private final ObjectNode paths;

    private OpenApiPaths(ResourceType type, ObjectNode paths) {
        this.type = type;
        this.paths = paths;
    }

    static void describe(ResourceType type, ObjectNode paths) {
        var description = new OpenApiPaths(type, paths);
        String root = (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion();
        String collection = (type.namespaced() ? root + "/namespaces/{namespace}/" : root + "/") + type.plural();
        description.collection(collection);
        if (type.namespaced()) {
            description.operation(description.path(root + "/" + type.plural(), false), "get", "list", true);
        }
        description.object(collection + "/{name}");
        for (String part : type.subresourceNames()) {
            description.part(collection + "/{name}/" + part);
        }
    }

    private void collection(String address) {
        ObjectNode path = path(address, type.namespaced());
        operation(path, "get", "list", true);
        body(operation(path, "post", "post", false), READ_TYPES, SchemaNames.of(type));
        operation(path, "delete", "deletecollection", false);
    }

    private void object(String address) {
        part(address);
        operation((ObjectNode) paths.get(address), "delete", "delete", false);
    }

    private void part(String address) {
        ObjectNode path = path(address, type.namespaced());
        named(path);
        operation(path, "get", "get", false);
        body(operation(path, "put", "put", false), READ_TYPES, SchemaNames.of(type));
        ObjectNode patch = operation(path, "patch", "patch", false);
        body(patch, type.custom() ? CUSTOM_PATCHES : BUILT_IN_PATCHES, SchemaNames.META + "Patch");
        parameter(
                patch.withArray("parameters"), "force", "boolean", "Whether an apply takes fields from their owners.");
    }

    private ObjectNode path(String address, boolean namespaced) {
        ObjectNode path = paths.putObject(address);
        ArrayNode parameters = path.putArray("parameters");
        if (namespaced) {
            inPath(parameters, "namespace", "The objects' namespace.");
        }
        parameter(parameters, "pretty", "string", "Whether the answer is indented.");
        return path;
    }

    private static void named(ObjectNode path) {
        inPath(path.withArray("parameters"), "name", "The object's name.");
    }

    private ObjectNode operation(ObjectNode path, String method, String action, boolean list) {
        ObjectNode operation = path.putObject(method);
        operation.put("operationId", action + "-" + SchemaNames.of(type));
        ArrayNode parameters = operation.putArray("parameters");
        if (!method.equals("get")) {
            parameter(parameters, "dryRun", "string", "All: check everything, store nothing.");
        }
        if (List.of("post", "put", "patch").contains(method)) {
            parameter(parameters, "fieldManager", "string", "Who owns the fields that are written.");
            parameter(parameters, "fieldValidation", "string", "What happens to unknown fields: Ignore, Warn, Strict.");
        }
        String answer = list ? SchemaNames.listOf(type) : SchemaNames.of(type);
        ObjectNode success = operation.putObject("responses").putObject("200").put("description", "OK");
        for (String mediaType : READ_TYPES) {
            reference(success.withObject("content").putObject(mediaType).putObject("schema"), answer);
        }
        operation.put("x-kubernetes-action", action);
        SchemaNames.identify(operation.putObject("x-kubernetes-group-version-kind"), type);
        return operation;
    }

    private static void body(ObjectNode operation, List<String> mediaTypes, String schema) {
        ObjectNode content =
                operation.putObject("requestBody").put("required", true).putObject("content");
        for (String mediaType : mediaTypes) {
            reference(content.putObject(mediaType).putObject("schema"), schema);
        }
    }

    private static void inPath(ArrayNode parameters, String name, String description) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .put("description", description)
                .putObject("schema")
                .put("type", "string")
                .put("uniqueItems", true);
    }

    private static void parameter(ArrayNode parameters, String name, String type, String description) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", "query")
                .put("description", description)
                .putObject("schema")
                .put("type", type)
                .put("uniqueItems", true);
    }

    private static void reference(ObjectNode schema, String name) {
        schema.put("$ref", SchemaNames.REFERENCE + name);
    }
}
