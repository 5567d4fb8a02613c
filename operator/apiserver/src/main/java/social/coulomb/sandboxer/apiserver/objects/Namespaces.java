package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.Cause;
import social.coulomb.sandboxer.apiserver.status.Details;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.ExpectationFailed;
import social.coulomb.sandboxer.apiserver.store.ObjectKey;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Whether objects may be made in a namespace: it must be there and not on its way out.
///
/// Making an object holds the namespace open, and removing a namespace waits for that, so that nothing can be
/// made in a namespace that is already gone.
public final class Namespaces {

    private static final int STRIPES = 64;

    private final RevisionStore store;
    private final List<ReadWriteLock> gates;

    public Namespaces(RevisionStore store) {
        this.store = store;
        this.gates = Stream.generate(() -> (ReadWriteLock) new ReentrantReadWriteLock())
                .limit(STRIPES)
                .toList();
    }

    /// A write that may find something else than it expected.
    @FunctionalInterface
    interface Write<T> {
        T perform() throws ExpectationFailed;
    }

    /// Makes an object while its namespace is held open.
    ///
    /// @param namespace empty for cluster-scoped objects
    /// @throws StatusException 404 or 403 when nothing can be made there
    <T> T whileOpen(ResourceType type, String namespace, String name, Write<T> write) throws ExpectationFailed {
        if (namespace.isEmpty()) {
            return write.perform();
        }
        Lock lock = gate(namespace).readLock();
        lock.lock();
        try {
            requireOpen(type, namespace, name);
            return write.perform();
        } finally {
            lock.unlock();
        }
    }

    /// Does something while nothing can be made in a namespace: looks whether it is empty and removes it, say.
    public <T> T whileClosed(String namespace, Supplier<T> work) {
        Lock lock = gate(namespace).writeLock();
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen(ResourceType type, String namespace, String name) {
        Optional<StoredObject> stored = store.get(new ObjectKey("", "namespaces", "", namespace));
        if (stored.isEmpty()) {
            throw ApiStatus.notFound("", "namespaces", namespace).asException();
        }
        ObjectNode object = stored.get().tree();
        if (Json.isBeingDeleted(object)) {
            throw terminating(type, namespace, name);
        }
    }

    private static StatusException terminating(ResourceType type, String namespace, String name) {
        ApiStatus plain = ApiStatus.forbidden(
                type.group(),
                type.plural(),
                name,
                "unable to create new content in namespace " + namespace + " because it is being terminated");
        var cause = new Cause(
                "NamespaceTerminating", "namespace " + namespace + " is being terminated", "metadata.namespace");
        return new ApiStatus(
                        plain.code(),
                        plain.reason(),
                        plain.message(),
                        Details.of(type.group(), type.plural(), name).withCauses(List.of(cause)))
                .asException();
    }

    private ReadWriteLock gate(String namespace) {
        return gates.get(Math.floorMod(namespace.hashCode(), STRIPES));
    }
}
