package social.coulomb.sandboxer.apiserver.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// What the schemas are called within a document. Pure.
final class SchemaNames {

    static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    static final String REFERENCE = "#/components/schemas/";

    private SchemaNames() {}

    static String of(ResourceType type) {
        return prefix(type.group()) + "." + type.version() + "." + type.kind();
    }

    static String listOf(ResourceType type) {
        return prefix(type.group()) + "." + type.version() + "." + type.listKind();
    }

    static void identify(ObjectNode target, ResourceType type) {
        identify(target, type, type.kind());
    }

    static void identify(ObjectNode target, ResourceType type, String kind) {
        target.put("group", type.group()).put("kind", kind).put("version", type.version());
    }

    private static String prefix(String group) {
        if (group.isEmpty()) {
            return "io.k8s.api.core";
        }
        List<String> parts = Arrays.asList(group.split("\\.", -1));
        Collections.reverse(parts);
        return String.join(".", parts);
    }
}
