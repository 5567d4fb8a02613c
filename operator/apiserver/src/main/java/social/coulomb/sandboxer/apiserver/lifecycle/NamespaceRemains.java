package social.coulomb.sandboxer.apiserver.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// What is left in a namespace after a round of deleting, and what went wrong in that round.
final class NamespaceRemains {

    private final SortedMap<String, Integer> resources = new TreeMap<>();
    private final SortedMap<String, Integer> finalizers = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /// Takes in what is left of one resource.
    void add(ResourceType type, List<StoredObject> objects) {
        if (objects.isEmpty()) {
            return;
        }
        resources.merge(type.plural() + "." + type.group(), objects.size(), Integer::sum);
        for (StoredObject object : objects) {
            Trees.finalizers(object.tree()).forEach(finalizer -> finalizers.merge(finalizer, 1, Integer::sum));
        }
    }

    /// Takes in why the objects of one resource could not be deleted.
    void addFailure(String message) {
        failures.add(message);
    }

    boolean none() {
        return resources.isEmpty() && failures.isEmpty();
    }

    /// How many objects remain, by resource with its group behind a dot.
    SortedMap<String, Integer> resources() {
        return resources;
    }

    /// In how many of them each finalizer stands.
    SortedMap<String, Integer> finalizers() {
        return finalizers;
    }

    List<String> failures() {
        return failures.stream().sorted().toList();
    }
}
