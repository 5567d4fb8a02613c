package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
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

    /// Makes definitions, or brings them up to date.
    void install(List<ObjectNode> definitions) {
        RequestScope scope = RequestScope.of(DefinitionRegistry.type(types), "");
        for (ObjectNode definition : definitions) {
            ObjectNode applied = definition.deepCopy();
            applied.remove("status");
            applied.withObjectProperty(Trees.METADATA).remove("creationTimestamp");
            String name = applied.path(Trees.METADATA).path("name").asText();
            operations.patch(scope, name, PatchKind.APPLY, RequestBody.of(applied), AS_INSTALLER);
        }
    }
}
