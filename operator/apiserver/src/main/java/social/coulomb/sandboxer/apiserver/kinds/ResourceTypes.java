package social.coulomb.sandboxer.apiserver.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What is served right now; changes when CustomResourceDefinitions do. Reads never block.
public final class ResourceTypes {

    private final List<ResourceType> builtIn;
    private final AtomicReference<TypeCatalog> catalog;

    public ResourceTypes(List<ResourceType> builtIn) {
        this.builtIn = List.copyOf(builtIn);
        this.catalog = new AtomicReference<>(new TypeCatalog(1, builtIn));
    }

    /// One consistent view; take it once per request.
    public TypeCatalog catalog() {
        return catalog.get();
    }

    /// The type behind `/apis/group/version/plural`.
    public Optional<ResourceType> find(String group, String version, String plural) {
        return catalog().find(group, version, plural);
    }

    /// Everything that is served.
    public List<ResourceType> all() {
        return catalog().all();
    }

    /// Rises with every change.
    public long revision() {
        return catalog().revision();
    }

    /// Serves these custom types from now on, instead of those before.
    public void serve(List<ResourceType> custom) {
        var types = new ArrayList<>(builtIn);
        types.addAll(custom);
        catalog.updateAndGet(old -> types.equals(old.all()) ? old : new TypeCatalog(old.revision() + 1, types));
    }
}
