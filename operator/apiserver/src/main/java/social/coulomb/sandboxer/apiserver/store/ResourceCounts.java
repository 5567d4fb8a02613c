package social.coulomb.sandboxer.apiserver.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many objects each resource holds, kept up to date change by change so that nobody has to walk over them
/// to know. One thread changes it, any thread reads.
final class ResourceCounts {

    private final ConcurrentMap<GroupResource, Integer> counts = new ConcurrentHashMap<>();

    ResourceCounts(Iterable<ObjectKey> present) {
        present.forEach(key -> add(key, 1));
    }

    int of(String group, String resource) {
        return counts.getOrDefault(new GroupResource(group, resource), 0);
    }

    /// Takes a change in that the objects show from now on.
    void take(StoreEvent event) {
        switch (event.type()) {
            case CREATED -> add(event.object().key(), 1);
            case DELETED -> add(event.object().key(), -1);
            case UPDATED -> {
                // As many as before.
            }
        }
    }

    private void add(ObjectKey key, int difference) {
        counts.merge(GroupResource.of(key), difference, Integer::sum);
    }
}
