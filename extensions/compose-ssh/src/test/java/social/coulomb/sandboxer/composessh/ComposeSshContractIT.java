package social.coulomb.sandboxer.composessh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import social.coulomb.sandboxer.composessh.workspace.WorkspaceSources;
import social.coulomb.sandboxer.host.sync.ManifestSync;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.contract.ExtensionContract;

/// The contract on real hosts: with each engine alone, and with each compose program that the testbed has.
@ParameterizedClass
@MethodSource("variants")
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up")
class ComposeSshContractIT extends ExtensionContract {

    @SuppressWarnings("NullAway.Init")
    private static TestHost host;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    static List<TestHost.Variant> variants() throws IOException {
        return TestHost.variants();
    }

    @Parameter
    @SuppressWarnings("NullAway.Init")
    TestHost.Variant variant;

    @BeforeParameterizedClassInvocation
    static void open(TestHost.Variant variant) {
        host = TestHost.open(variant);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        host.close();
    }

    @Override
    protected Extension extension() throws IOException {
        return new ComposeSshExtension(
                host.directory(),
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
                        """.formatted(host.image()))
                .request(identity, TestProfiles.standard(), host.name());
    }

    @Override
    protected ProvisionRequest refusedRequest(SandboxIdentity identity) throws IOException {
        return workspace("refused")
                .with("compose.yaml", """
                        services:
                          web:
                            image: %s
                            privileged: true
                        """.formatted(host.image()))
                .request(identity, TestProfiles.standard(), host.name());
    }

    @Override
    protected ProvisionRequest slowRequest(SandboxIdentity identity) throws IOException {
        return workspace("slow")
                .with("Dockerfile", "FROM " + host.image() + "\nRUN [\"/bin/sleep\", \"60\"]\n")
                .with("compose.yaml", "services: {web: {build: .}}\n")
                .request(identity, TestProfiles.standard(), host.name());
    }

    private TestWorkspace workspace(String name) throws IOException {
        return new TestWorkspace(Files.createDirectories(directory.toRealPath().resolve(name)));
    }
}
