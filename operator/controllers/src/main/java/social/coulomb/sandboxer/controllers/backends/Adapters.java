package social.coulomb.sandboxer.controllers.backends;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// What this program can make backends with, by the `handler` of the descriptors. Immutable.
public final class Adapters {

    private final Map<String, ExtensionProvider> byHandler;

    public Adapters(Collection<ExtensionProvider> providers) {
        byHandler = providers.stream()
                .collect(Collectors.toUnmodifiableMap(ExtensionProvider::handler, Function.identity()));
    }

    Optional<ExtensionProvider> find(String handler) {
        return Optional.ofNullable(byHandler.get(handler));
    }

    /// What an adapter has against a descriptor's `config`, as a sentence; nothing where there is no adapter, for
    /// another program may have it. Pure.
    public Optional<String> flaw(ExtensionDescriptor descriptor) {
        ExtensionProvider provider = byHandler.get(descriptor.handler());
        if (provider == null) {
            return Optional.empty();
        }
        try {
            provider.check(descriptor);
            return Optional.empty();
        } catch (ExtensionFailure.Refused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
