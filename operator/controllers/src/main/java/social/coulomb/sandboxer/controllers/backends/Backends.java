package social.coulomb.sandboxer.controllers.backends;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// The extensions by id, each made once from its present descriptor. Thread-safe; never blocks.
public final class Backends {

    private final Adapters adapters;
    private final ExtensionServices services;
    private final Supplier<Catalog> catalog;
    private final ConcurrentMap<String, Made> made = new ConcurrentHashMap<>();

    public Backends(Adapters adapters, ExtensionServices services, Supplier<Catalog> catalog) {
        this.adapters = adapters;
        this.services = services;
        this.catalog = catalog;
    }

    /// What there is under an extension's id.
    public sealed interface Backend {

        /// @param descriptor as it stands in the catalog now
        record Usable(Extension extension, ExtensionDescriptor descriptor) implements Backend {}

        record Unusable(String reason, String message) implements Backend {}
    }

    private record Made(String digest, Backend backend) {}

    public Backend find(String id) {
        CatalogEntry<ExtensionDescriptor> entry = catalog.get().extension(id).orElse(null);
        if (entry == null) {
            return new Backend.Unusable("ExtensionUnknown", unknown(id));
        }
        return made.compute(
                        id,
                        (key, former) -> former != null && former.digest().equals(entry.digest())
                                ? former
                                : new Made(entry.digest(), make(entry.value())))
                .backend();
    }

    /// Whether sandboxes can be made with an extension: `True`, or `False: <reason>: <what to know>`.
    public String availability(String id) {
        return switch (find(id)) {
            case Backend.Usable _ -> "True";
            case Backend.Unusable(String reason, String message) -> "False: " + reason + ": " + message;
        };
    }

    private String unknown(String id) {
        return catalog.get()
                .problemAbout(id)
                .map(problem -> "The descriptor of " + id + " cannot be used: " + problem)
                .orElse("No extension '" + id + "' is in the catalog: add its descriptor, or correct the profile.");
    }

    private Backend make(ExtensionDescriptor descriptor) {
        ExtensionProvider provider = adapters.find(descriptor.handler()).orElse(null);
        if (provider == null) {
            return new Backend.Unusable(
                    "NoAdapter",
                    "This program has no adapter '" + descriptor.handler() + "' for " + descriptor.id() + ".");
        }
        try {
            return new Backend.Usable(provider.create(descriptor, services), descriptor);
        } catch (ExtensionFailure.Refused e) {
            return new Backend.Unusable(
                    e.reason(), "The descriptor of " + descriptor.id() + " is refused: " + e.getMessage());
        }
    }
}
