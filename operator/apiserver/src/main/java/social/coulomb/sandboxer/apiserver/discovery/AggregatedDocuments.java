package social.coulomb.sandboxer.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.TypeCatalog;

/// Discovery in one document with everything. Pure.
public final class AggregatedDocuments {

    private final ServedResources resources;
    private final String version;

    /// @param version of the document's form: `v2` or `v2beta1`
    public AggregatedDocuments(TypeCatalog catalog, String version) {
        this.resources = ServedResources.of(catalog);
        this.version = version;
    }

    /// The answer to `/api`.
    public ObjectNode core() {
        ObjectNode document = document();
        describe(document.withArray("items"), "", List.of("v1"));
        return document;
    }

    /// The answer to `/apis`.
    public ObjectNode groups() {
        ObjectNode document = document();
        ArrayNode items = document.withArray("items");
        resources.groups().forEach((name, versions) -> describe(items, name, versions));
        return document;
    }

    private ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + version);
        document.putObject("metadata");
        document.putArray("items");
        return document;
    }

    private void describe(ArrayNode items, String group, List<String> versions) {
        ObjectNode entry = items.addObject();
        ObjectNode metadata = entry.putObject("metadata");
        if (!group.isEmpty()) {
            metadata.put("name", group);
        }
        ArrayNode versionList = entry.putArray("versions");
        for (String served : versions) {
            ObjectNode versionEntry = versionList.addObject().put("version", served);
            ArrayNode list = versionEntry.putArray("resources");
            resources.byName(group, served).forEach(resource -> describe(list.addObject(), resource));
            versionEntry.put("freshness", "Current");
        }
    }

    private static void describe(ObjectNode entry, ServedResource resource) {
        entry.put("resource", resource.names().plural());
        kind(entry, resource.group(), resource.version(), resource.names().kind());
        entry.put("scope", resource.namespaced() ? "Namespaced" : "Cluster");
        entry.put("singularResource", resource.names().singular());
        GroupDocuments.addTexts(entry.putArray("verbs"), resource.verbs());
        if (!resource.names().shortNames().isEmpty()) {
            GroupDocuments.addTexts(
                    entry.putArray("shortNames"), resource.names().shortNames());
        }
        if (!resource.names().categories().isEmpty()) {
            GroupDocuments.addTexts(
                    entry.putArray("categories"), resource.names().categories());
        }
        for (ServedResource.Subresource part : resource.subresources()) {
            ObjectNode partEntry = entry.withArray("subresources").addObject();
            partEntry.put("subresource", part.name());
            kind(partEntry, part.group(), part.version(), part.kind());
            GroupDocuments.addTexts(partEntry.putArray("verbs"), part.verbs());
        }
    }

    private static void kind(ObjectNode entry, String group, String version, String kind) {
        entry.putObject("responseKind")
                .put("group", group)
                .put("version", version)
                .put("kind", kind);
    }
}
