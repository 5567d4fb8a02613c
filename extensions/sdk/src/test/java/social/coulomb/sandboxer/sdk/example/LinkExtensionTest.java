package social.coulomb.sandboxer.sdk.example;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.contract.ExtensionContract;

class LinkExtensionTest extends ExtensionContract {

    private static final String PROFILE = """
            id: profile.link
            version: "1"
            extension: ext.link
            isolation: {level: container}
            ttl: {default: 1h, max: 2h}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// A new one each time: what exists is outside alone.
    @Override
    protected Extension extension() {
        return new LinkExtension(folder);
    }

    @Override
    protected ProvisionRequest validRequest(SandboxIdentity identity) {
        return request(identity, Map.of());
    }

    @Override
    protected ProvisionRequest refusedRequest(SandboxIdentity identity) {
        return request(identity, Map.of("colour", "blue"));
    }

    @Override
    protected ProvisionRequest slowRequest(SandboxIdentity identity) {
        return request(identity, Map.of("time", "1m"));
    }

    private static ProvisionRequest request(SandboxIdentity identity, Map<String, String> inputs) {
        Profile profile = CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("profile.link.yaml", PROFILE)))
                .find("profile.link")
                .orElseThrow()
                .value();
        return new ProvisionRequest(identity, profile, inputs, null);
    }
}
