package social.coulomb.sandboxer.composessh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.composessh.workspace.WorkspaceSources;
import social.coulomb.sandboxer.host.sync.ManifestSync;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.contract.ExtensionContract;

/// The contract on a real host of the testbed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ComposeSshContract extends ExtensionContract {

    private final String variant;
    private @Nullable TestHost host;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /// @param variant how a variant of [TestHost] begins
    ComposeSshContract(String variant) {
        this.variant = variant;
    }

    @BeforeAll
    void openHost() throws IOException {
        host = TestHost.openFirst(variant);
    }

    @AfterAll
    void closeHost() {
        if (host != null) {
            host.close();
        }
    }

    private TestHost host() {
        if (host == null) {
            throw new IllegalStateException("no host is open");
        }
        return host;
    }

    @Override
    protected Extension extension() throws IOException {
        return new ComposeSshExtension(
                host().directory(),
                new WorkspaceSources(new LocalSources(List.of(directory.toRealPath()), directory.toRealPath())),
                ManifestSync::new,
                Duration.ofSeconds(30),
                Clock.systemUTC());
    }

    @Override
    protected ProvisionRequest validRequest(SandboxIdentity identity) throws IOException {
        return workspace("valid")
                .with("compose.yaml", """
                        services:
                          web:
                            image: %s
                            command: ["httpd", "-f", "-p", "8080"]
                            expose: ["8080"]
                            volumes: ["./:/data:ro", "kept:/kept"]
                        volumes:
                          kept: {}
                        """.formatted(host().image()))
                .request(identity, TestProfiles.standard(), host().name());
    }

    @Override
    protected ProvisionRequest refusedRequest(SandboxIdentity identity) throws IOException {
        return workspace("refused")
                .with("compose.yaml", """
                        services:
                          web:
                            image: %s
                            privileged: true
                        """.formatted(host().image()))
                .request(identity, TestProfiles.standard(), host().name());
    }

    @Override
    protected ProvisionRequest slowRequest(SandboxIdentity identity) throws IOException {
        return workspace("slow")
                .with("Dockerfile", "FROM " + host().image() + "\nRUN [\"/bin/sleep\", \"60\"]\n")
                .with("compose.yaml", "services: {web: {build: .}}\n")
                .request(identity, TestProfiles.standard(), host().name());
    }

    private TestWorkspace workspace(String name) throws IOException {
        return new TestWorkspace(Files.createDirectories(directory.toRealPath().resolve(name)));
    }
}
