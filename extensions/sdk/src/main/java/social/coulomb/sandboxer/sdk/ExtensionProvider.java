package social.coulomb.sandboxer.sdk;

import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// How a backend is found: one provider for each, named in `META-INF/services`.
public interface ExtensionProvider {

    /// The `handler` value of the descriptors that this provider serves, such as `compose-ssh`.
    String handler();

    /// Tells whether a descriptor's `config` is understood, so that its author hears of a mistake when he makes it and
    /// what was in force before stays so. Pure; `create` refuses the same.
    ///
    /// @throws ExtensionFailure.Refused with the key, what is wrong with it and what may stand there
    default void check(ExtensionDescriptor descriptor) throws ExtensionFailure.Refused {}

    /// Makes the backend for one descriptor. Must not reach out: nothing is contacted before the first
    /// operation.
    ///
    /// @throws ExtensionFailure.Refused when the descriptor's `config` is not understood
    Extension create(ExtensionDescriptor descriptor, ExtensionServices services) throws ExtensionFailure.Refused;
}
