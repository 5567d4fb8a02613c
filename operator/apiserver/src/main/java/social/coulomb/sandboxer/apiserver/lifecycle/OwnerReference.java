package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What an object says about one of its owners.
///
/// @param blocking whether the owner, deleted in the foreground, has to wait for this object
record OwnerReference(String apiVersion, String kind, String name, String uid, boolean blocking) {

    static List<OwnerReference> of(JsonNode object) {
        var references = new ArrayList<OwnerReference>();
        object.path(Trees.METADATA)
                .path("ownerReferences")
                .forEach(reference -> references.add(new OwnerReference(
                        reference.path("apiVersion").asText(""),
                        reference.path("kind").asText(""),
                        reference.path("name").asText(""),
                        reference.path("uid").asText(""),
                        reference.path("blockOwnerDeletion").asBoolean())));
        return references;
    }
}
