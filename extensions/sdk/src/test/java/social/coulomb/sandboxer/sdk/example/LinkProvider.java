package social.coulomb.sandboxer.sdk.example;

import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.StateFolder;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// Serves descriptors with `handler: link`.
public final class LinkProvider implements ExtensionProvider {

    @Override
    public String handler() {
        return "link";
    }

    @Override
    public void check(ExtensionDescriptor descriptor) throws ExtensionFailure.Refused {
        if (!descriptor.config().isEmpty()) {
            throw new ExtensionFailure.Refused(
                    "DescriptorInvalid", descriptor.id().value() + ": leave config empty.");
        }
    }

    @Override
    public Extension create(ExtensionDescriptor descriptor, ExtensionServices services)
            throws ExtensionFailure.Refused {
        check(descriptor);
        return new LinkExtension(
                services.require(StateFolder.class).of(descriptor.id().value()));
    }
}
