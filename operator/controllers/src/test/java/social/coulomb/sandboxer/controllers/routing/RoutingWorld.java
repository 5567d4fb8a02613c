package social.coulomb.sandboxer.controllers.routing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.routing.RouteRequest.Failed;
import social.coulomb.sandboxer.controllers.routing.RouteRequest.Wanted;
import social.coulomb.sandboxer.saasstub.SaasStubProvider;
import social.coulomb.sandboxer.sdk.EnvironmentVariables;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ExtensionServices;
import social.coulomb.sandboxer.sdk.StateFolder;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.fake.FakeBackend;
import social.coulomb.sandboxer.sdk.fake.FakeExtension;

/// Backends, hosts and experience for a router, put together by tests.
final class RoutingWorld {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /// A UID that explores nothing by itself.
    static final String SETTLED = uid(false);

    /// A UID that tries what was not measured yet.
    static final String EXPLORER = uid(true);

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final Map<String, Backend> backends = new HashMap<>();
    final Map<String, HostOffer> hosts = new TreeMap<>();
    final Map<String, Integer> taken = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final LatencyBook latencies = new LatencyBook(new SimpleMeterRegistry(), clock);
    final BackendHealth health = new BackendHealth(clock);
    final List<Failed> failed = new ArrayList<>();
    boolean saasIsForced;

    @Nullable
    String defaultHost;

    String uid = SETTLED;

    RouteVerdict route(Profile profile, Wanted wanted) {
        Router router = new Router(
                id -> backends.getOrDefault(id, new Backend.Unusable("ExtensionUnknown", "No " + id + " is known.")),
                hosts,
                host -> taken.getOrDefault(host, 0),
                new Experience(latencies, health),
                new RoutingPolicy(saasIsForced, defaultHost, environment::get));
        return router.choose(
                new RouteRequest(new RouteRequest.Subject(uid, "default", Map.of()), profile, wanted, failed));
    }

    RoutingWorld selfHosted(String id) {
        return selfHosted(id, "isolation_levels: [container]");
    }

    /// @param capabilities what its descriptor says of them beside the pricing, in YAML's flow style
    RoutingWorld selfHosted(String id, String capabilities) {
        return backend(id, capabilities + ", pricing_model: self-hosted", "{}", new FakeExtension(new FakeBackend()));
    }

    RoutingWorld metered(String id, String costPerHour) {
        return metered(id, costPerHour, "isolation_levels: [container]", "");
    }

    RoutingWorld metered(String id, String costPerHour, String capabilities, String credential) {
        String config = "{cost_per_hour_usd: " + costPerHour + credential + "}";
        ExtensionDescriptor descriptor = descriptor(id, capabilities + ", pricing_model: metered", config);
        return backend(id, descriptor, stub(descriptor));
    }

    /// A metered backend that does not say what it costs.
    RoutingWorld unpriced(String id) {
        return backend(
                id,
                "isolation_levels: [container], pricing_model: metered",
                "{}",
                new FakeExtension(new FakeBackend()));
    }

    RoutingWorld unusable(String id, String reason, String message) {
        backends.put(id, new Backend.Unusable(reason, message));
        return this;
    }

    RoutingWorld host(String name) {
        return host(name, "0", 100);
    }

    RoutingWorld host(String name, String costPerHour, int most) {
        return host(name, new Availability.Available(), costPerHour, most, null);
    }

    RoutingWorld busyHost(String name, int most, @Nullable Double loadPerCpu) {
        return host(name, new Availability.Available(), "0", most, loadPerCpu);
    }

    RoutingWorld host(
            String name, Availability availability, String costPerHour, int most, @Nullable Double loadPerCpu) {
        hosts.put(
                name,
                new HostOffer(
                        name,
                        availability,
                        Set.of(),
                        new HostOffer.Limits(most, 4),
                        new BigDecimal(costPerHour),
                        new HostOffer.Measures(loadPerCpu, null)));
        return this;
    }

    RoutingWorld roundTrip(String host, Duration time) {
        hosts.computeIfPresent(
                host,
                (name, offer) -> new HostOffer(
                        name,
                        offer.availability(),
                        offer.allowedNamespaces(),
                        offer.limits(),
                        offer.costPerHourUsd(),
                        new HostOffer.Measures(offer.measures().loadPerCpu(), time)));
        return this;
    }

    RoutingWorld taken(String host, int sandboxes) {
        taken.put(host, sandboxes);
        return this;
    }

    RoutingWorld measured(String extension, @Nullable String host, long milliseconds) {
        latencies.record(extension, host, Duration.ofMillis(milliseconds));
        return this;
    }

    RoutingWorld resting(String extension, @Nullable String host) {
        for (String sandbox : List.of("a", "b", "c")) {
            health.record(extension, host, sandbox, BackendHealth.Outcome.TRANSIENT);
        }
        return this;
    }

    private RoutingWorld backend(String id, String capabilities, String config, Extension extension) {
        return backend(id, descriptor(id, capabilities, config), extension);
    }

    private RoutingWorld backend(String id, ExtensionDescriptor descriptor, Extension extension) {
        backends.put(id, new Backend.Usable(extension, descriptor));
        return this;
    }

    private Extension stub(ExtensionDescriptor descriptor) {
        Map<Class<?>, Object> lent = Map.of(
                Clock.class,
                clock,
                StateFolder.class,
                new StateFolder(Path.of("nowhere")),
                EnvironmentVariables.class,
                (EnvironmentVariables) environment::get);
        try {
            return new SaasStubProvider().create(descriptor, new ExtensionServices() {
                @Override
                public <T> T require(Class<T> service) {
                    return service.cast(Objects.requireNonNull(lent.get(service)));
                }
            });
        } catch (ExtensionFailure.Refused e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ExtensionDescriptor descriptor(String id, String capabilities, String config) {
        return CatalogReader.ofExtensions()
                .read(List.of(new CatalogFile(id + ".yaml", """
                        id: %s
                        title: Test
                        handler: test
                        capabilities: {%s}
                        config: %s
                        """.formatted(id, capabilities, config))))
                .find(id)
                .orElseThrow()
                .value();
    }

    /// @param lines further lines of the profile, such as `placement: {prefer: [a]}`
    static Profile profile(String... lines) {
        String text = """
                id: profile.test
                version: "1"
                extension: ext.own
                isolation: {level: container}
                ttl: {default: 1h, max: 2h}
                """ + String.join("\n", lines) + "\n";
        return CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("profile.test.yaml", text)))
                .find("profile.test")
                .orElseThrow(() -> new IllegalArgumentException(text))
                .value();
    }

    static Wanted strategy(Profile.Strategy strategy, String... extensions) {
        return new Wanted(null, strategy, List.of(extensions), null, false);
    }

    private static String uid(boolean explores) {
        for (int number = 0; ; number++) {
            String candidate = "uid-" + number;
            if (Math.floorMod(candidate.hashCode(), Integer.MAX_VALUE) % Ranking.ONE_IN == 0 == explores) {
                return candidate;
            }
        }
    }
}
