package social.coulomb.sandboxer.apiserver.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import social.coulomb.sandboxer.apiserver.kinds.ResourceNames;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// One resource as discovery announces it.
///
/// @param group the API group; empty for the core group
/// @param names what it is called
/// @param verbs what can be done with it
/// @param subresources what is served beside it
record ServedResource(
        String group,
        String version,
        ResourceNames names,
        boolean namespaced,
        List<String> verbs,
        List<Subresource> subresources) {

    private static final List<String> BUILT_IN_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> CUSTOM_VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");
    private static final List<String> SUBRESOURCE_VERBS = List.of("get", "patch", "update");

    /// A part of an object that has an address of its own.
    ///
    /// @param group the group of the kind that is shown there, which for `scale` is not that of the resource
    record Subresource(String name, String group, String version, String kind, List<String> verbs) {}

    ServedResource {
        verbs = List.copyOf(verbs);
        subresources = List.copyOf(subresources);
    }

    static ServedResource of(ResourceType type) {
        return new ServedResource(
                type.group(), type.version(), type.names(), type.namespaced(), verbs(type), subresources(type));
    }

    /// A question that is answered on the spot and never stored.
    static ServedResource question(String group, String kind, String plural) {
        var names = new ResourceNames(kind, kind + "List", plural, kind.toLowerCase(Locale.ROOT), List.of(), List.of());
        return new ServedResource(group, "v1", names, false, List.of("create"), List.of());
    }

    /// Whether objects of it are kept.
    boolean stored() {
        return verbs.contains("list");
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    private static List<String> verbs(ResourceType type) {
        if (type.custom()) {
            return CUSTOM_VERBS;
        }
        return isNamespace(type)
                ? BUILT_IN_VERBS.stream()
                        .filter(verb -> !verb.equals("deletecollection"))
                        .toList()
                : BUILT_IN_VERBS;
    }

    private static List<Subresource> subresources(ResourceType type) {
        var parts = new ArrayList<Subresource>();
        if (isNamespace(type)) {
            parts.add(new Subresource("finalize", "", "v1", type.kind(), List.of("update")));
        }
        for (String name : type.subresourceNames()) {
            parts.add(
                    name.equals("scale")
                            ? new Subresource(name, "autoscaling", "v1", "Scale", SUBRESOURCE_VERBS)
                            : new Subresource(name, type.group(), type.version(), type.kind(), SUBRESOURCE_VERBS));
        }
        return parts;
    }

    private static boolean isNamespace(ResourceType type) {
        return type.group().isEmpty() && type.plural().equals("namespaces");
    }
}
