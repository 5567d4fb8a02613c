package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// A page of a list.
///
/// @param type what is listed, for the list's kind and apiVersion
/// @param items the objects in the version asked for, each with its bytes as they stand in a list: built-in
///     kinds leave kind and apiVersion to the list, as Kubernetes does
/// @param resourceVersion the state that the list shows
/// @param continueToken for the next page; empty on the last
/// @param remainingItemCount how many objects follow, where that is known
public record ResourceList(
        ResourceType type,
        List<StoredObject> items,
        long resourceVersion,
        String continueToken,
        OptionalLong remainingItemCount) {

    public ResourceList {
        items = List.copyOf(items);
    }

    /// The list's `metadata`, with an empty `continue` for custom kinds, as Kubernetes has it.
    public ObjectNode metadata() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("resourceVersion", Long.toString(resourceVersion));
        if (!continueToken.isEmpty() || type.custom()) {
            metadata.put("continue", continueToken);
        }
        remainingItemCount.ifPresent(count -> metadata.put("remainingItemCount", count));
        return metadata;
    }
}
