package social.coulomb.sandboxer.saasstub;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.EnvironmentVariables;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Progress;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.StateFolder;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// A stub over a folder, with a clock and an environment that tests turn.
final class StubFixture {

    final Map<String, String> environment = new HashMap<>();
    final TurnedClock clock = new TurnedClock();
    private final Path folder;

    StubFixture(Path folder) {
        this.folder = folder;
    }

    /// Another extension over the same outside world, as after a start anew.
    ///
    /// @param config the descriptor's `config`, in YAML's flow style
    Extension extension(String config) throws ExtensionFailure.Refused {
        return new SaasStubProvider().create(descriptor(config), services());
    }

    static ExtensionDescriptor descriptor(String config) {
        String text = """
                id: ext.saas-stub
                title: Stub
                handler: saas-stub
                capabilities: {isolation_levels: [container], pricing_model: metered}
                config: %s
                """.formatted(config);
        return CatalogReader.ofExtensions()
                .read(List.of(new CatalogFile("ext.saas-stub.yaml", text)))
                .find("ext.saas-stub")
                .orElseThrow()
                .value();
    }

    static Profile profile() {
        String text = """
                id: profile.stub
                version: "1"
                extension: ext.saas-stub
                isolation: {level: container}
                ttl: {default: 1h, max: 2h}
                """;
        return CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("profile.stub.yaml", text)))
                .find("profile.stub")
                .orElseThrow()
                .value();
    }

    static ProvisionRequest request(Map<String, String> inputs) {
        return request(identity(), inputs);
    }

    static ProvisionRequest request(SandboxIdentity identity, Map<String, String> inputs) {
        return new ProvisionRequest(identity, profile(), inputs, null);
    }

    static SandboxIdentity identity() {
        return new SandboxIdentity("stub", UUID.randomUUID().toString(), 1, "default", "one");
    }

    OperationContext context() {
        return new OperationContext(
                Progress.SILENT, new Cancellation(), clock.instant().plus(Duration.ofHours(1)));
    }

    private ExtensionServices services() {
        Map<Class<?>, Object> lent = Map.of(
                StateFolder.class,
                new StateFolder(folder),
                Clock.class,
                clock,
                EnvironmentVariables.class,
                (EnvironmentVariables) environment::get);
        return new ExtensionServices() {
            @Override
            public <T> T require(Class<T> service) {
                return service.cast(Objects.requireNonNull(lent.get(service)));
            }
        };
    }

    /// A clock that stands still until it is turned.
    static final class TurnedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
