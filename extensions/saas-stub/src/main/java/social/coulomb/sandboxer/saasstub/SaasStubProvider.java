package social.coulomb.sandboxer.saasstub;

import java.time.Clock;
import java.util.Random;
import social.coulomb.sandboxer.sdk.EnvironmentVariables;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.StateFolder;
import social.coulomb.sandboxer.sdk.catalog.CredentialNeed;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// Makes the backend for descriptors with `handler: saas-stub`. Each descriptor is an account of its own: what
/// one has made, another does not see.
public final class SaasStubProvider implements ExtensionProvider {

    @Override
    public String handler() {
        return "saas-stub";
    }

    @Override
    public void check(ExtensionDescriptor descriptor) throws ExtensionFailure.Refused {
        StubSettings.read(descriptor);
    }

    @Override
    public Extension create(ExtensionDescriptor descriptor, ExtensionServices services)
            throws ExtensionFailure.Refused {
        String id = descriptor.id().value();
        EnvironmentVariables environment = services.require(EnvironmentVariables.class);
        Clock clock = services.require(Clock.class);
        return new SaasStubExtension(
                StubSettings.read(descriptor),
                new StubAccount(services.require(StateFolder.class).of(id), clock),
                new StubCredential(id, CredentialNeed.of(descriptor), environment),
                new Random());
    }
}
