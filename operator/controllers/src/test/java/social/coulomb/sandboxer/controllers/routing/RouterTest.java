package social.coulomb.sandboxer.controllers.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.routing.RoutingWorld.profile;
import static social.coulomb.sandboxer.controllers.routing.RoutingWorld.strategy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.routing.RouteRequest.Wanted;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Chosen;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Nothing;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// Filters, placement and precedence; what the strategies choose stands in [StrategyTest].
final class RouterTest {

    private final RoutingWorld world = new RoutingWorld().selfHosted("ext.own");

    @Test
    void theProfilesPlacementIsTriedInOrder() {
        world.host("b").host("c").taken("b", 50);

        assertThat(route("placement: {prefer: [a, b], fallback: [c]}")).isInstanceOfSatisfying(Chosen.class, chosen -> {
            assertThat(chosen.host()).isEqualTo("b");
            assertThat(chosen.candidates())
                    .extracting(Candidate::host, Candidate::accepted)
                    .containsExactly(tuple("b", true), tuple("c", true), tuple("a", false));
            assertThat(chosen.candidates().getFirst().reason())
                    .isEqualTo("Chosen: the first in order that can take it.");
        });
    }

    @ParameterizedTest(name = "sandbox {0}, program {1}, profile {2}: {3}")
    @CsvSource({"a, b, c, a", " , b, c, b", " , , c, c", " , , , d"})
    void theSandboxesHostGoesBeforeTheProgramsAndThatBeforeTheProfiles(
            String ofSandbox, String ofProgram, String ofProfile, String expected) {
        Stream.of("a", "b", "c").forEach(host -> world.host(host).taken(host, 5));
        world.host("d").defaultHost = ofProgram;
        Profile profile = ofProfile == null ? profile() : profile("placement: {prefer: [" + ofProfile + "]}");

        assertThat(world.route(profile, new Wanted(ofSandbox, null, List.of(), null, false)))
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.host()).isEqualTo(expected));
    }

    @Test
    void aNamedHostIsTheOnlyOne() {
        world.host("b");

        assertThat(world.route(profile("placement: {prefer: [b]}"), new Wanted("a", null, List.of(), null, false)))
                .isInstanceOfSatisfying(Nothing.class, nothing -> {
                    assertThat(nothing.reason()).isEqualTo("HostUnknown");
                    assertThat(nothing.message()).contains("'a'");
                    assertThat(nothing.remedy()).isEqualTo(Remedy.SETUP);
                });
    }

    @ParameterizedTest(name = "{6}: {5}")
    @CsvSource({
        "3, 10, 0.9, 20, 100, b, less full wins whatever its load",
        "1, 10, 0.9, 10, 100, b, as full: less load wins",
        "1, 10, 0.2, 10, 100, a, as full: less load wins",
        "1, 10, 0.5, 10, 100, a, as full and as loaded: the name decides",
        "1, 10,    , 10, 100, b, a load that is not known comes last"
    })
    void amongEqualsRoomThenLoadThenNameDecide(
            int takenOfA, int roomOfA, Double loadOfA, int takenOfB, int roomOfB, String expected, String why) {
        world.busyHost("a", roomOfA, loadOfA).taken("a", takenOfA);
        world.busyHost("b", roomOfB, 0.5).taken("b", takenOfB);

        assertThat(route())
                .as(why)
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.host()).isEqualTo(expected));
    }

    @Test
    void aHostWithoutALimitCountsAsOneForAHundred() {
        world.busyHost("a", Integer.MAX_VALUE, null).taken("a", 50);
        world.busyHost("b", 10, null).taken("b", 1);

        assertThat(route())
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.host()).isEqualTo("b"));
    }

    @Test
    void aFullHostIsNoErrorButAWait() {
        world.host("a", "0", 2).taken("a", 2);

        assertThat(route("placement: {prefer: [a]}"))
                .isEqualTo(new Nothing(
                        "HostFull",
                        "The host 'a' holds its 2 sandboxes.",
                        Remedy.TIME,
                        List.of(new Candidate(
                                "ext.own", "a", false, "The host 'a' holds its 2 sandboxes.", BigDecimal.ZERO, null))));
    }

    @Test
    void anUnreachableHostIsWaitedForWithItsOwnReason() {
        world.host("a", new Availability.Unavailable("HostKeyChanged", "The key has changed."), "0", 9, null);

        assertThat(route("placement: {prefer: [a]}")).isInstanceOfSatisfying(Nothing.class, nothing -> {
            assertThat(nothing.reason()).isEqualTo("HostKeyChanged");
            assertThat(nothing.message()).isEqualTo("The key has changed.");
        });
    }

    @Test
    void aHostTakesOnlyFromTheNamespacesItAllows() {
        world.host("a");
        world.hosts.computeIfPresent(
                "a",
                (name, offer) -> new HostOffer(
                        name,
                        offer.availability(),
                        Set.of("other"),
                        offer.limits(),
                        offer.costPerHourUsd(),
                        offer.measures()));

        assertWaits(route("placement: {prefer: [a]}"), "NamespaceNotAllowed");
    }

    @Test
    void withoutAnyHostItSaysWhatToDo() {
        assertThat(route())
                .isInstanceOfSatisfying(
                        Nothing.class, nothing -> assertThat(nothing.message()).contains("create a HostProbe"));
    }

    @Test
    void anExtensionThatCannotBeUsedIsPassedOverWithItsReason() {
        world.unusable("ext.own", "NoAdapter", "This program has no adapter.");

        assertWaits(route(), "NoAdapter");
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "isolation: {level: microvm} | isolation_levels: [container] | IsolationUnavailable",
                "network: {default: deny, enforcement: required} | isolation_levels: [container] | NetworkDenyUnavailable",
                "network: {default: deny, enforcement: required} | isolation_levels: [container], network_deny: none | NetworkDenyUnavailable",
                "network: {default: deny, enforcement: required} | isolation_levels: [container], network_deny: enforced | ",
                "network: {default: allow, enforcement: required} | isolation_levels: [container], network_deny: none | ",
                "network: {default: deny} | isolation_levels: [container], network_deny: none | ",
                "resources: {gpu: true} | isolation_levels: [container] | GpuUnavailable",
                "resources: {gpu: true} | isolation_levels: [container], gpu: true | ",
                "workspace: {persistent: true} | isolation_levels: [container] | PersistenceUnavailable",
                "workspace: {persistent: true} | isolation_levels: [container], persistence: true | ",
                "workspace: {snapshots: true} | isolation_levels: [container], snapshots: true | SnapshotsUnavailable"
            })
    void whatTheBackendDoesNotOfferMakesItImpossible(String wish, String offered, String reason) {
        world.selfHosted("ext.own", offered).host("a");
        Profile asking = wish.startsWith("isolation") ? withIsolation("microvm") : profile(wish);

        RouteVerdict verdict = world.route(asking, Wanted.ANYTHING);

        if (reason == null) {
            assertThat(verdict).isInstanceOf(Chosen.class);
        } else {
            assertThat(verdict).isInstanceOfSatisfying(Nothing.class, nothing -> {
                assertThat(nothing.reason()).isEqualTo(reason);
                assertThat(nothing.remedy()).isEqualTo(Remedy.CHANGE);
            });
        }
    }

    @Test
    void whoRestoresNeedsABackendWithSnapshots() {
        world.host("a");

        assertThat(world.route(profile(), new Wanted(null, null, List.of(), null, true)))
                .isInstanceOfSatisfying(Nothing.class, nothing -> {
                    assertThat(nothing.reason()).isEqualTo("SnapshotsUnavailable");
                    assertThat(nothing.remedy()).isEqualTo(Remedy.CHANGE);
                });
    }

    @ParameterizedTest(name = "with {0} set: chosen {1}")
    @CsvSource({"NOTHING, false", "CLOUD_KEY, true", "SANDBOXER_SECRET_CLOUD, true"})
    void aMeteredBackendNeedsItsCredential(String variable, boolean chosen) {
        world.metered(
                "ext.cloud", "0.1", "isolation_levels: [container]", ", credential_env: CLOUD_KEY, secret_ref: cloud");
        world.environment.put(variable, "s3cret");

        RouteVerdict verdict = world.route(profile(), strategy(Strategy.EXPLICIT, "ext.cloud"));

        if (chosen) {
            assertThat(verdict).isInstanceOf(Chosen.class);
        } else {
            assertWaits(verdict, "CredentialMissing");
            assertThat(verdict.candidates().getFirst().reason())
                    .isEqualTo("ext.cloud has no credential: set CLOUD_KEY or SANDBOXER_SECRET_CLOUD for the program"
                            + " and start it anew.");
        }
        assertThat(verdict.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest(name = "profile {0}, sandbox {1}: {2}")
    @CsvSource({
        "0.50, , ext.own",
        "0.04, , TooExpensive",
        ", 0.04, TooExpensive",
        "0.04, 0.05, ext.own",
        "0.50, 0.01, TooExpensive"
    })
    void theSandboxesBoundGoesBeforeTheProfiles(String ofProfile, String ofSandbox, String expected) {
        world.host("a", "0.05", 9);
        String bound = ofProfile == null ? "" : ", max_cost_per_hour_usd: " + ofProfile;
        Profile profile = profile("route: {strategy: explicit" + bound + "}");
        Wanted wanted = new Wanted(null, null, List.of(), ofSandbox == null ? null : new BigDecimal(ofSandbox), false);

        RouteVerdict verdict = world.route(profile, wanted);

        if (verdict instanceof Chosen chosen) {
            assertThat(chosen.extension()).isEqualTo(expected);
        } else {
            assertThat(verdict).isInstanceOfSatisfying(Nothing.class, nothing -> {
                assertThat(nothing.reason()).isEqualTo(expected);
                assertThat(nothing.remedy()).isEqualTo(Remedy.CHANGE);
            });
        }
    }

    @Test
    void aPriceThatIsNotKnownKeepsToNoBound() {
        world.unpriced("ext.cloud");
        Wanted wanted = new Wanted(null, Strategy.EXPLICIT, List.of("ext.cloud"), BigDecimal.TEN, false);

        assertThat(world.route(profile(), wanted)).isInstanceOfSatisfying(Nothing.class, nothing -> {
            assertThat(nothing.reason()).isEqualTo("CostUnknown");
            assertThat(nothing.remedy()).isEqualTo(Remedy.CHANGE);
        });
        assertThat(world.route(profile(), strategy(Strategy.EXPLICIT, "ext.cloud")))
                .isInstanceOf(Chosen.class);
    }

    @Test
    void whereThisSandboxHasFailedItIsNotTriedAgain() {
        world.host("a").host("b").failed.add(new RouteRequest.Failed("ext.own", "a", "the image is broken."));

        assertThat(route("placement: {prefer: [a, b]}")).isInstanceOfSatisfying(Chosen.class, chosen -> {
            assertThat(chosen.host()).isEqualTo("b");
            assertThat(chosen.candidates())
                    .extracting(Candidate::reason)
                    .contains("An attempt here failed: the image is broken.");
        });
    }

    @Test
    void aBackendThatFailsAgainAndAgainIsPassedOverForAWhile() {
        world.host("a").host("b").resting("ext.own", "a");

        assertThat(route("placement: {prefer: [a, b]}")).isInstanceOfSatisfying(Chosen.class, chosen -> {
            assertThat(chosen.host()).isEqualTo("b");
            assertThat(chosen.candidates().getLast().reason())
                    .isEqualTo("It failed 3 times in a row and rests until 2026-03-01T12:00:30Z.");
        });
    }

    @Test
    void forcedToTheCloudSelfHostedIsPassedOver() {
        world.host("a").metered("ext.cloud", "0.1").saasIsForced = true;

        assertThat(world.route(profile(), strategy(Strategy.PREFER_SELF_HOSTED, "ext.own", "ext.cloud")))
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.extension()).isEqualTo("ext.cloud"));
        assertWaits(route(), "SelfHostedPassedOver");
    }

    @Test
    void manyReasonsAreToldInShort() {
        String names = String.join(
                ", ",
                Stream.iterate(1, number -> number + 1)
                        .limit(40)
                        .map(number -> "h" + number)
                        .toList());

        assertThat(route("placement: {prefer: [" + names + "]}")).isInstanceOfSatisfying(Nothing.class, nothing -> {
            assertThat(nothing.reason()).isEqualTo("HostUnknown");
            assertThat(nothing.message()).endsWith("32 more stand in status.route.candidates.");
            assertThat(nothing.candidates()).hasSize(40);
        });
    }

    @Test
    void thePolicyIsReadFromTheEnvironment() {
        assertThat(RoutingPolicy.from(Map.of("SANDBOXER_FORCE_SAAS", "1", "SANDBOXER_HOST", " a ")::get))
                .satisfies(policy -> {
                    assertThat(policy.selfHostedIsPassedOver()).isTrue();
                    assertThat(policy.defaultHost()).isEqualTo("a");
                });
        assertThat(RoutingPolicy.from(Map.of("SANDBOXER_FORCE_SAAS", "0", "SANDBOXER_HOST", "")::get))
                .satisfies(policy -> {
                    assertThat(policy.selfHostedIsPassedOver()).isFalse();
                    assertThat(policy.defaultHost()).isNull();
                });
    }

    private RouteVerdict route(String... profileLines) {
        return world.route(profile(profileLines), Wanted.ANYTHING);
    }

    private static void assertWaits(RouteVerdict verdict, String reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Nothing.class, nothing -> assertThat(nothing.reason()).isEqualTo(reason));
    }

    private static Profile withIsolation(String level) {
        Profile base = profile();
        return new Profile(
                base.id(),
                base.version(),
                base.extension(),
                new Profile.Isolation(level),
                base.network(),
                base.workspace(),
                base.scopeDefault(),
                base.ttl(),
                base.resources(),
                base.setup(),
                base.placement(),
                base.reachability(),
                base.metadata(),
                base.route(),
                base.allowedNamespaces());
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }
}
