package social.coulomb.sandboxer.apiserver.kinds;

import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

/// One resource in one version, as the API serves it.
///
/// @param group the API group; empty for the core group
/// @param names what it is called
/// @param namespaced whether its objects live in namespaces
public record ResourceType(
        String group,
        String version,
        ResourceNames names,
        boolean namespaced,
        Representation representation,
        Origin origin) {

    public String kind() {
        return names.kind();
    }

    public String listKind() {
        return names.listKind();
    }

    public String plural() {
        return names.plural();
    }

    public String singular() {
        return names.singular();
    }

    public List<String> shortNames() {
        return names.shortNames();
    }

    public List<String> categories() {
        return names.categories();
    }

    /// `group/version`, or the version alone for the core group.
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// The `apiVersion` that stored objects carry.
    public String storageApiVersion() {
        return origin.storageGroup().isEmpty()
                ? origin.storageVersion()
                : origin.storageGroup() + "/" + origin.storageVersion();
    }

    /// Whether stored objects carry this type's own `apiVersion`.
    public boolean isStorageForm() {
        return apiVersion().equals(storageApiVersion());
    }

    public StructuralSchema schema() {
        return representation.schema();
    }

    public Subresources subresources() {
        return representation.subresources();
    }

    /// `status`, `scale`, or none.
    public Set<String> subresourceNames() {
        return representation.subresources().names();
    }

    public List<PrinterColumn> columns() {
        return representation.columns();
    }

    public List<String> selectableFields() {
        return representation.selectableFields();
    }

    /// Whether a CustomResourceDefinition declares it.
    public boolean custom() {
        return origin instanceof Origin.Custom;
    }

    /// `widgets.probe.example.com`, or the plural alone for the core group: what messages and definitions call
    /// it.
    public String qualifiedPlural() {
        return group.isEmpty() ? plural() : plural() + "." + group;
    }
}
