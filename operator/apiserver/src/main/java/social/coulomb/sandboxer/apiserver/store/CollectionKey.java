package social.coulomb.sandboxer.apiserver.store;

import java.util.Optional;

/// Names the objects of one resource, in one namespace or in all of them.
///
/// @param namespace empty for all namespaces; cluster-scoped resources are asked for that way as well
public record CollectionKey(String group, String resource, Optional<String> namespace) {

    /// Every object of a resource.
    public static CollectionKey all(String group, String resource) {
        return new CollectionKey(group, resource, Optional.empty());
    }

    /// The objects of a resource in one namespace.
    public static CollectionKey inNamespace(String group, String resource, String namespace) {
        return new CollectionKey(group, resource, Optional.of(namespace));
    }

    /// Whether the object of that key belongs to this collection.
    public boolean contains(ObjectKey key) {
        return key.resource().equals(resource)
                && key.group().equals(group)
                && (namespace.isEmpty() || namespace.get().equals(key.namespace()));
    }

    /// The smallest key that can belong to this collection.
    ObjectKey lowerBound() {
        return new ObjectKey(group, resource, namespace.orElse(""), "");
    }
}
