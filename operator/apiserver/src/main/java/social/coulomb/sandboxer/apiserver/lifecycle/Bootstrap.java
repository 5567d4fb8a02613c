package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.PatchKind;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.objects.WriteOptions;

/// Makes what an API is never without. Repeatable.
final class Bootstrap {

    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public");
    private static final WriteOptions AS_SERVER = WriteOptions.by("kube-apiserver");
    private static final WriteOptions AS_INSTALLER =
            WriteOptions.by("preinstalled").withForce();

    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final ObjectAccess objects;

    Bootstrap(ResourceTypes types, ResourceOperations operations) {
        this.types = types;
        this.operations = operations;
        this.objects = new ObjectAccess(operations);
    }

    /// Makes the permanent namespaces where they are missing.
    void namespaces() {
        RequestScope scope = RequestScope.of(types.find("", "v1", "namespaces").orElseThrow(), "");
        for (String name : NAMESPACES) {
            if (objects.find(scope, name).isEmpty()) {
                ObjectNode namespace = JsonNodeFactory.instance.objectNode();
                namespace.put("apiVersion", "v1").put("kind", "Namespace");
                namespace.putObject(Trees.METADATA).put("name", name);
                operations.create(scope, RequestBody.of(namespace), AS_SERVER);
            }
        }
    }

    /// Makes definitions, or brings them up to date. One that is there as it should be costs next to nothing.
    void install(List<ObjectNode> definitions) {
        RequestScope scope = RequestScope.of(DefinitionRegistry.type(types), "");
        for (ObjectNode definition : definitions) {
            String name = definition.path(Trees.METADATA).path("name").asText();
            boolean installed = objects.find(scope, name)
                    .filter(live -> says(live, definition))
                    .isPresent();
            if (!installed) {
                ObjectNode applied = definition.deepCopy();
                applied.remove("status");
                applied.withObjectProperty(Trees.METADATA).remove("creationTimestamp");
                operations.patch(scope, name, PatchKind.APPLY, RequestBody.of(applied), AS_INSTALLER);
            }
        }
    }

    /// Whether a definition that is there says what another one says: its versions exactly, the rest at least.
    private static boolean says(ObjectNode live, ObjectNode wanted) {
        boolean sameVersions =
                live.path("spec").path("versions").equals(wanted.path("spec").path("versions"));
        return sameVersions
                && covers(live.path("spec"), wanted.path("spec"))
                && covers(
                        live.path(Trees.METADATA).path("labels"),
                        wanted.path(Trees.METADATA).path("labels"))
                && covers(
                        live.path(Trees.METADATA).path("annotations"),
                        wanted.path(Trees.METADATA).path("annotations"));
    }

    private static boolean covers(JsonNode live, JsonNode wanted) {
        if (wanted.isMissingNode()) {
            return true;
        }
        if (!wanted.isObject()) {
            return live.equals(wanted);
        }
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            if (!covers(live.path(member.getKey()), member.getValue())) {
                return false;
            }
        }
        return true;
    }
}
