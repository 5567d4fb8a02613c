package social.coulomb.sandboxer.saasstub;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.contract.ExtensionContract;

class SaasStubContractTest extends ExtensionContract {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// A new one for each call: what exists is on disk alone.
    @Override
    protected Extension extension() throws ExtensionFailure.Refused {
        return new StubFixture(folder).extension("{provision_ms: {min: 1, max: 5}, quota: 100}");
    }

    @Override
    protected ProvisionRequest validRequest(SandboxIdentity identity) {
        return StubFixture.request(identity, Map.of("repo", "https://git.example.org/team/app.git"));
    }

    @Override
    protected ProvisionRequest refusedRequest(SandboxIdentity identity) {
        return StubFixture.request(identity, Map.of("colour", "blue"));
    }

    @Override
    protected ProvisionRequest slowRequest(SandboxIdentity identity) {
        return StubFixture.request(identity, Map.of("stub_provision_ms", "60000"));
    }
}
