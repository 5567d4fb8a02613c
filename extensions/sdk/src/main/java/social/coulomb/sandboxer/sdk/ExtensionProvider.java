package social.coulomb.sandboxer.sdk;

import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// How a backend is found: one provider for each, named in `META-INF/services`.
public interface ExtensionProvider {

    /// The `handler` value of the descriptors that this provider serves, such as `compose-ssh`.
    String handler();

    /// Makes the backend for one descriptor. Must not reach out: nothing is contacted before the first
    /// operation.
    ///
    /// @throws ExtensionFailure.Refused when the descriptor's `config` is not understood
    Extension create(ExtensionDescriptor descriptor, ExtensionServices services) throws ExtensionFailure.Refused;
}
