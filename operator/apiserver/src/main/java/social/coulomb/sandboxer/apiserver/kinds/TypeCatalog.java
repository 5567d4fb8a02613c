package social.coulomb.sandboxer.apiserver.kinds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that is served at one moment. Immutable.
public final class TypeCatalog {

    private record Address(String group, String version, String plural) {}

    private final long revision;
    private final List<ResourceType> types;
    private final Map<Address, ResourceType> byAddress = new LinkedHashMap<>();

    /// @param revision rises with every change of what is served
    public TypeCatalog(long revision, List<ResourceType> types) {
        this.revision = revision;
        this.types = List.copyOf(types);
        for (ResourceType type : types) {
            byAddress.put(new Address(type.group(), type.version(), type.plural()), type);
        }
    }

    /// Rises with every change of what is served; good for the ETag of discovery.
    public long revision() {
        return revision;
    }

    /// All types: built-in ones first, then custom ones by group and name, versions in the order of preference.
    public List<ResourceType> all() {
        return types;
    }

    /// The type behind `/apis/group/version/plural`.
    public Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(byAddress.get(new Address(group, version, plural)));
    }

    /// The type that an object states by its `apiVersion` and `kind`.
    public Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return types.stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    /// One type for each resource that is stored: the most preferred version of each.
    public List<ResourceType> stored() {
        Map<String, ResourceType> firsts = new LinkedHashMap<>();
        for (ResourceType type : types) {
            if (type.group().equals(type.origin().storageGroup())) {
                firsts.putIfAbsent(type.qualifiedPlural(), type);
            }
        }
        return List.copyOf(firsts.values());
    }
}
