package social.coulomb.sandboxer.apiserver.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.objects.ChangeListener;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Hands changes on to everybody who asked, in the order in which they asked.
final class Changes implements ChangeListener {

    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();

    void add(ChangeListener listener) {
        listeners.add(listener);
    }

    @Override
    public void changed(ResourceType type, Change change, StoredObject object) {
        for (ChangeListener listener : listeners) {
            listener.changed(type, change, object);
        }
    }
}
