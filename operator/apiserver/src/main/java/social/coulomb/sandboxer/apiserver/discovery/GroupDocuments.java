package social.coulomb.sandboxer.apiserver.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.kinds.TypeCatalog;

/// Discovery in its old form: one document for the groups, one for each group, one for each version. Pure.
public final class GroupDocuments {

    private final ServedResources resources;
    private final String serverAddress;

    /// @param serverAddress `host:port` under which clients reach the server
    public GroupDocuments(TypeCatalog catalog, String serverAddress) {
        this.resources = ServedResources.of(catalog);
        this.serverAddress = serverAddress;
    }

    /// The answer to `/api`.
    public ObjectNode coreVersions() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", "APIVersions");
        document.putArray("versions").add("v1");
        document.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", serverAddress);
        return document;
    }

    /// The answer to `/apis`.
    public ObjectNode groups() {
        ObjectNode document = document("APIGroupList");
        ArrayNode groups = document.putArray("groups");
        resources.groups().forEach((name, versions) -> describe(groups.addObject(), name, versions));
        return document;
    }

    /// The answer to `/apis/group`; empty when there is no such group.
    public Optional<ObjectNode> group(String name) {
        return Optional.ofNullable(resources.groups().get(name)).map(versions -> {
            ObjectNode document = document("APIGroup");
            describe(document, name, versions);
            return document;
        });
    }

    /// The answer to `/apis/group/version` and `/api/v1`; empty when there is no such version.
    public Optional<ObjectNode> version(String group, String version) {
        List<ServedResource> served = resources.byAge(group, version);
        if (served.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            // The core group's list has gone without since before lists had it.
            document.put("apiVersion", "v1");
        }
        document.put("groupVersion", served.getFirst().apiVersion());
        ArrayNode list = document.putArray("resources");
        served.forEach(resource -> describe(list, resource));
        return Optional.of(document);
    }

    private static ObjectNode document(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", "v1");
    }

    private static void describe(ObjectNode target, String group, List<String> versions) {
        target.put("name", group);
        ArrayNode list = target.putArray("versions");
        versions.forEach(version -> describeVersion(list.addObject(), group, version));
        describeVersion(target.putObject("preferredVersion"), group, versions.getFirst());
    }

    private static void describeVersion(ObjectNode target, String group, String version) {
        target.put("groupVersion", group + "/" + version).put("version", version);
    }

    private static void describe(ArrayNode list, ServedResource resource) {
        ObjectNode entry = list.addObject();
        entry.put("name", resource.names().plural());
        entry.put("singularName", resource.names().singular());
        entry.put("namespaced", resource.namespaced());
        entry.put("kind", resource.names().kind());
        addTexts(entry.putArray("verbs"), resource.verbs());
        if (!resource.names().shortNames().isEmpty()) {
            addTexts(entry.putArray("shortNames"), resource.names().shortNames());
        }
        if (!resource.names().categories().isEmpty()) {
            addTexts(entry.putArray("categories"), resource.names().categories());
        }
        if (resource.stored()) {
            entry.put("storageVersionHash", storageVersionHash(resource));
        }
        for (ServedResource.Subresource part : resource.subresources()) {
            ObjectNode partEntry = list.addObject();
            partEntry.put("name", resource.names().plural() + "/" + part.name());
            partEntry.put("singularName", "");
            partEntry.put("namespaced", resource.namespaced());
            if (!part.group().equals(resource.group())) {
                partEntry.put("group", part.group()).put("version", part.version());
            }
            partEntry.put("kind", part.kind());
            addTexts(partEntry.putArray("verbs"), part.verbs());
        }
    }

    static void addTexts(ArrayNode list, List<String> texts) {
        texts.forEach(list::add);
    }

    /// Changes when the form in which objects are stored does; clients only compare it.
    private static String storageVersionHash(ServedResource resource) {
        String form = resource.apiVersion() + "/" + resource.names().kind();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(form.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256", impossible);
        }
    }
}
