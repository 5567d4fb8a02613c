package social.coulomb.sandboxer.apiserver.objects;

import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.CollectionKey;
import social.coulomb.sandboxer.apiserver.store.ObjectKey;

/// What a request is about.
///
/// @param type the resource in the version asked for
/// @param namespace empty for cluster-scoped resources and for all namespaces
/// @param subresource `status`, `scale`, `finalize` for namespaces, or empty for the object itself
public record RequestScope(ResourceType type, String namespace, String subresource) {

    /// A request about the objects themselves.
    public static RequestScope of(ResourceType type, String namespace) {
        return new RequestScope(type, namespace, "");
    }

    /// The objects that a list or watch covers.
    public CollectionKey collection() {
        return namespace.isEmpty()
                ? CollectionKey.all(type.origin().storageGroup(), type.plural())
                : CollectionKey.inNamespace(type.origin().storageGroup(), type.plural(), namespace);
    }

    /// Where the object of that name is kept.
    public ObjectKey key(String name) {
        return new ObjectKey(type.origin().storageGroup(), type.plural(), namespace, name);
    }

    boolean isStatus() {
        return subresource.equals("status");
    }

    boolean isScale() {
        return subresource.equals("scale");
    }

    boolean isFinalize() {
        return subresource.equals("finalize");
    }
}
