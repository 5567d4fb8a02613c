package social.coulomb.sandboxer.controllers.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.routing.RouteRequest.Wanted;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Chosen;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Impossible;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.NothingYet;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.fake.FakeBackend;
import social.coulomb.sandboxer.sdk.fake.FakeExtension;

final class RouterTest {

    private static final Wanted ANYTHING = new Wanted(null, null, List.of());

    private final Map<String, Backend> backends = new LinkedHashMap<>();
    private final Map<String, HostOffer> hosts = new LinkedHashMap<>();
    private final Map<String, Integer> placed = new LinkedHashMap<>();

    RouterTest() {
        backends.put("ext.fake", usable("ext.fake", "container", "self-hosted"));
    }

    @Test
    void theProfilesPlacementIsTriedInOrder() {
        offer("b", new Availability.Available());
        offer("c", new Availability.Available());
        assertThat(route(profile("prefer: [a, b]\n  fallback: [c]"), ANYTHING))
                .isInstanceOfSatisfying(Chosen.class, chosen -> {
                    assertThat(chosen.host()).isEqualTo("b");
                    assertThat(chosen.candidates())
                            .extracting(RouteVerdict.Candidate::host, RouteVerdict.Candidate::accepted)
                            .containsExactly(
                                    org.assertj.core.groups.Tuple.tuple("a", false),
                                    org.assertj.core.groups.Tuple.tuple("b", true));
                });
    }

    @Test
    void aWantedHostIsTheOnlyOne() {
        offer("b", new Availability.Available());
        assertThat(route(profile("prefer: [b]"), new Wanted("a", null, List.of())))
                .isInstanceOfSatisfying(NothingYet.class, nothing -> {
                    assertThat(nothing.reason()).isEqualTo("HostUnknown");
                    assertThat(nothing.message()).contains("'a'");
                });
    }

    @Test
    void aProfileWithoutPlacementTakesTheLeastUsedHost() {
        offer("a", new Availability.Available());
        offer("b", new Availability.Available());
        placed.put("a", 3);
        assertThat(route(profile("prefer: []"), ANYTHING))
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.host()).isEqualTo("b"));
    }

    @Test
    void aFullHostIsNoErrorButAWait() {
        hosts.put("a", new HostOffer("a", new Availability.Available(), Set.of(), new HostOffer.Limits(2, 4)));
        placed.put("a", 2);
        assertThat(route(profile("prefer: [a]"), ANYTHING))
                .isInstanceOfSatisfying(
                        NothingYet.class,
                        nothing -> assertThat(nothing.reason()).isEqualTo("HostFull"));
    }

    @Test
    void anUnreachableHostIsWaitedForWithItsOwnReason() {
        offer("a", new Availability.Unavailable("HostKeyChanged", "The key has changed."));
        assertThat(route(profile("prefer: [a]"), ANYTHING))
                .isEqualTo(new NothingYet(
                        "HostKeyChanged",
                        "The key has changed.",
                        List.of(new RouteVerdict.Candidate("ext.fake", "a", false, "The key has changed."))));
    }

    @Test
    void aHostTakesOnlyFromTheNamespacesItAllows() {
        hosts.put("a", new HostOffer("a", new Availability.Available(), Set.of("other"), new HostOffer.Limits(9, 4)));
        assertThat(route(profile("prefer: [a]"), ANYTHING))
                .isInstanceOfSatisfying(
                        NothingYet.class,
                        nothing -> assertThat(nothing.reason()).isEqualTo("NamespaceNotAllowed"));
    }

    @Test
    void anIsolationLevelThatIsNotOfferedIsImpossible() {
        backends.put("ext.fake", usable("ext.fake", "microvm", "self-hosted"));
        offer("a", new Availability.Available());
        assertThat(route(profile("prefer: [a]"), ANYTHING))
                .isInstanceOfSatisfying(
                        Impossible.class,
                        verdict -> assertThat(verdict.reason()).isEqualTo("IsolationUnavailable"));
    }

    @Test
    void anUnknownExtensionIsWaitedFor() {
        backends.put("ext.fake", new Backend.Unusable("ExtensionUnknown", "No such extension."));
        assertThat(route(profile("prefer: [a]"), ANYTHING))
                .isInstanceOfSatisfying(
                        NothingYet.class,
                        nothing -> assertThat(nothing.reason()).isEqualTo("ExtensionUnknown"));
    }

    @Test
    void aMeteredExtensionNeedsNoHost() {
        backends.put("ext.cloud", usable("ext.cloud", "container", "metered"));
        assertThat(route(profile("prefer: [a]"), new Wanted(null, Profile.Strategy.EXPLICIT, List.of("ext.cloud"))))
                .isInstanceOfSatisfying(Chosen.class, chosen -> {
                    assertThat(chosen.host()).isNull();
                    assertThat(chosen.extension()).isEqualTo("ext.cloud");
                });
    }

    @Test
    void selfHostedIsPreferredAndTheCloudTakesOver() {
        backends.put("ext.cloud", usable("ext.cloud", "container", "metered"));
        Wanted wanted = new Wanted(null, Profile.Strategy.PREFER_SELF_HOSTED, List.of("ext.cloud", "ext.fake"));
        assertThat(route(profile("prefer: [a]"), wanted))
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.extension()).isEqualTo("ext.cloud"));
        offer("a", new Availability.Available());
        assertThat(route(profile("prefer: [a]"), wanted))
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.extension()).isEqualTo("ext.fake"));
    }

    @Test
    void withoutAnyHostItSaysWhatToDo() {
        assertThat(route(profile("prefer: []"), ANYTHING))
                .isInstanceOfSatisfying(
                        NothingYet.class,
                        nothing -> assertThat(nothing.message()).contains("create a HostProbe"));
    }

    private RouteVerdict route(Profile profile, Wanted wanted) {
        Router router = new Router(
                id -> backends.getOrDefault(id, new Backend.Unusable("ExtensionUnknown", "No " + id)),
                this::find,
                List.copyOf(hosts.keySet()),
                host -> placed.getOrDefault(host, 0));
        return router.choose(new RouteRequest("default", profile, wanted));
    }

    private @Nullable HostOffer find(String name) {
        return hosts.get(name);
    }

    private void offer(String name, Availability availability) {
        hosts.put(name, new HostOffer(name, availability, Set.of(), new HostOffer.Limits(100, 4)));
    }

    private static Profile profile(String placement) {
        return CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("profile.test.yaml", """
                        id: profile.test
                        version: "1"
                        extension: ext.fake
                        isolation: {level: container}
                        ttl: {default: 1h, max: 2h}
                        placement:
                          %s
                        """.formatted(placement))))
                .find("profile.test")
                .orElseThrow()
                .value();
    }

    private static Backend usable(String id, String level, String pricing) {
        ExtensionDescriptor descriptor = CatalogReader.ofExtensions()
                .read(List.of(new CatalogFile(id + ".yaml", """
                        id: %s
                        title: Test
                        handler: fake
                        capabilities: {isolation_levels: [%s], pricing_model: %s}
                        """.formatted(id, level, pricing))))
                .find(id)
                .orElseThrow()
                .value();
        return new Backend.Usable(new FakeExtension(new FakeBackend()), descriptor);
    }
}
