package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionProvider;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Progress;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// The canary as it ships: its own profile, this very tree, and the backend found as the program finds it.
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up 2 --engine podman,docker")
class CanaryIT {

    static List<TestHost.Variant> engines() throws IOException {
        return TestHost.engines();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theCanaryDeploysThisTreeAndGoesWithoutATrace(TestHost.Variant variant) throws Exception {
        Path tree = Path.of("../..").toRealPath();
        try (TestHost host = TestHost.open(variant)) {
            host.run(
                    "$1 image inspect docker.io/library/busybox:stable >/dev/null 2>&1 || $1 tag $2 docker.io/library/busybox:stable",
                    host.engine(),
                    host.image());
            Extension extension = extension(host, tree);
            SandboxIdentity identity =
                    new SandboxIdentity("canary", UUID.randomUUID().toString(), 1, "default", "canary");
            ProvisionRequest request = new ProvisionRequest(identity, canary(tree), Map.of(), host.name());

            Provisioned provisioned = extension.provision(request, context());

            assertThat(provisioned.unenforced()).isEmpty();
            assertThat(host.output(
                            "cat $1/mvnw | head -n 1",
                            String.valueOf(provisioned.reachability().remoteDir())))
                    .startsWith("#!");
            assertThat(extension.teardown(request.reference(), context()).removed())
                    .isNotEmpty();
            assertThat(extension.observe(request.reference(), context())).isInstanceOf(Observation.Absent.class);
        }
    }

    private static Profile canary(Path tree) throws IOException {
        String name = "profile.sandbox-canary.yaml";
        String text = Files.readString(tree.resolve("profiles").resolve(name));
        return CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile(name, text)))
                .entries()
                .values()
                .iterator()
                .next()
                .value();
    }

    private static Extension extension(TestHost host, Path tree) throws Exception {
        String name = "ext.compose-ssh.yaml";
        ExtensionDescriptor descriptor = CatalogReader.ofExtensions()
                .read(List.of(new CatalogFile(name, Files.readString(Path.of(name)))))
                .entries()
                .values()
                .iterator()
                .next()
                .value();
        ExtensionProvider provider = ServiceLoader.load(ExtensionProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.handler().equals(descriptor.handler()))
                .findFirst()
                .orElseThrow();
        Map<Class<?>, Object> services = Map.of(
                HostDirectory.class,
                host.directory(),
                LocalSources.class,
                new LocalSources(List.of(), tree),
                Clock.class,
                Clock.systemUTC());
        return provider.create(descriptor, new ExtensionServices() {
            @Override
            public <T> T require(Class<T> service) {
                return Objects.requireNonNull(service.cast(services.get(service)), service.getName());
            }
        });
    }

    private static OperationContext context() {
        return new OperationContext(
                Progress.SILENT, new Cancellation(), Instant.now().plusSeconds(120));
    }
}
