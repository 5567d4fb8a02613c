package social.coulomb.sandboxer.composessh;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import social.coulomb.sandboxer.composessh.workspace.WorkspaceSources;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.host.sync.ManifestSync;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// Makes the backend for descriptors with `handler: compose-ssh`.
public final class ComposeSshProvider implements ExtensionProvider {

    private static final String TIMEOUT = "compose_timeout_s";
    private static final int DEFAULT_TIMEOUT = 180;
    private static final int LONGEST_TIMEOUT = 3_600;

    @Override
    public String handler() {
        return "compose-ssh";
    }

    @Override
    public void check(ExtensionDescriptor descriptor) throws ExtensionFailure.Refused {
        patience(descriptor);
    }

    @Override
    public Extension create(ExtensionDescriptor descriptor, ExtensionServices services)
            throws ExtensionFailure.Refused {
        return new ComposeSshExtension(
                services.require(HostDirectory.class),
                new WorkspaceSources(services.require(LocalSources.class)),
                ManifestSync::new,
                patience(descriptor),
                services.require(Clock.class));
    }

    private static Duration patience(ExtensionDescriptor descriptor) throws ExtensionFailure.Refused {
        for (String key : descriptor.config().keySet()) {
            if (!Set.of(TIMEOUT).contains(key)) {
                throw refused(descriptor, key, "is not known: only " + TIMEOUT + " is");
            }
        }
        JsonNode seconds = descriptor.config().get(TIMEOUT);
        if (seconds == null) {
            return Duration.ofSeconds(DEFAULT_TIMEOUT);
        }
        if (!seconds.isInt() || seconds.intValue() < 1 || seconds.intValue() > LONGEST_TIMEOUT) {
            throw refused(descriptor, TIMEOUT, "must be a whole number of seconds from 1 to " + LONGEST_TIMEOUT);
        }
        return Duration.ofSeconds(seconds.intValue());
    }

    private static ExtensionFailure.Refused refused(ExtensionDescriptor descriptor, String key, String message) {
        return new ExtensionFailure.Refused(
                "DescriptorInvalid", descriptor.id().value() + ": config." + key + " " + message);
    }
}
