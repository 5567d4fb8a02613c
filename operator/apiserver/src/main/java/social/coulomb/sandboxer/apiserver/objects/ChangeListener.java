package social.coulomb.sandboxer.apiserver.objects;

import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Is told of every change once it is durable, on the thread that made it and before the request is answered.
@FunctionalInterface
public interface ChangeListener {

    /// What happened to an object.
    enum Change {
        WRITTEN,
        DELETED
    }

    /// @param object the object after the change; of a deletion, its last state
    void changed(ResourceType type, Change change, StoredObject object);
}
