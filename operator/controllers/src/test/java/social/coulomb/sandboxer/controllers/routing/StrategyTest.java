package social.coulomb.sandboxer.controllers.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.controllers.routing.RoutingWorld.profile;
import static social.coulomb.sandboxer.controllers.routing.RoutingWorld.strategy;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Chosen;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// One table a strategy: what the world is like, what is chosen, and in which words.
final class StrategyTest {

    private static final String[] ALL = {"ext.own", "ext.cloud", "ext.spare"};

    static Stream<Arguments> explicit() {
        return Stream.of(
                row("the first is the only one", world -> world.host("a"), "ext.own on a", "the first in order"),
                row(
                        "a full host leaves the rest of the placement",
                        world -> world.host("a", "0", 1).taken("a", 1).host("b"),
                        "ext.own on b",
                        "the first in order"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void explicit(String name, Consumer<RoutingWorld> setting, String expected, String words) {
        assertChoice(Strategy.EXPLICIT, setting, expected, words);
    }

    @Test
    void explicitConsidersTheFirstExtensionAlone() {
        RoutingWorld world = world();

        assertThat(world.route(profile(), strategy(Strategy.EXPLICIT, ALL)))
                .isInstanceOf(RouteVerdict.Nothing.class)
                .satisfies(verdict -> assertThat(verdict.candidates())
                        .extracting(Candidate::extension)
                        .containsOnly("ext.own"));
        assertThat(chosen(world, Strategy.EXPLICIT, "ext.cloud")).isEqualTo("ext.cloud");
    }

    static Stream<Arguments> preferSelfHosted() {
        return Stream.of(
                row("a host goes before the cloud", world -> world.host("a"), "ext.own on a", "self-hosted goes first"),
                row(
                        "without a host the first of the metered ones",
                        world -> {},
                        "ext.cloud",
                        "nothing self-hosted can take it"),
                row(
                        "the order given decides among the metered, not their price",
                        world -> world.metered("ext.spare", "0"),
                        "ext.cloud",
                        "nothing self-hosted can take it"),
                row(
                        "a full host makes room for the cloud",
                        world -> world.host("a", "0", 1).taken("a", 1),
                        "ext.cloud",
                        "nothing self-hosted can take it"),
                row(
                        "the spare takes over where the cloud has no credential",
                        world -> world.metered(
                                "ext.cloud", "0.1", "isolation_levels: [container]", ", credential_env: CLOUD_KEY"),
                        "ext.spare",
                        "nothing self-hosted can take it"),
                row(
                        "the spare takes over while the cloud rests",
                        world -> world.resting("ext.cloud", null),
                        "ext.spare",
                        "nothing self-hosted can take it"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void preferSelfHosted(String name, Consumer<RoutingWorld> setting, String expected, String words) {
        assertChoice(Strategy.PREFER_SELF_HOSTED, setting, expected, words);
    }

    static Stream<Arguments> lowestCost() {
        return Stream.of(
                row(
                        "a host costs nothing unless it says so",
                        world -> world.host("a"),
                        "ext.own on a",
                        "0 USD an hour"),
                row(
                        "a dear host loses against a cheap cloud",
                        world -> world.host("a", "0.30", 9),
                        "ext.cloud",
                        "lowest cost, 0.1 USD an hour"),
                row(
                        "the cheapest of the hosts",
                        world -> world.host("a", "0.05", 9).host("b", "0.01", 9),
                        "ext.own on b",
                        "lowest cost, 0.01 USD an hour"),
                row(
                        "at the same price the host goes first",
                        world -> world.host("a", "0.10", 9),
                        "ext.own on a",
                        "lowest cost, 0.10 USD"),
                row(
                        "at the same price the host with more room",
                        world -> world.host("a").taken("a", 3).host("b"),
                        "ext.own on b",
                        "lowest cost"),
                row(
                        "a price that is not known comes last",
                        world -> world.unpriced("ext.cloud"),
                        "ext.spare",
                        "lowest cost, 0.5 USD"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void lowestCost(String name, Consumer<RoutingWorld> setting, String expected, String words) {
        assertChoice(Strategy.LOWEST_COST, setting, expected, words);
    }

    static Stream<Arguments> lowestLatency() {
        return Stream.of(
                row(
                        "without any measurement the order decides",
                        world -> world.host("a"),
                        "ext.own on a",
                        "nothing was measured yet"),
                row(
                        "the faster of two that were measured",
                        world -> world.host("a").measured("ext.own", "a", 9_000).measured("ext.cloud", null, 700),
                        "ext.cloud",
                        "lowest expected latency, 700 ms"),
                row(
                        "the way to the host counts",
                        world -> world.host("a")
                                .host("b")
                                .roundTrip("a", Duration.ofMillis(400))
                                .roundTrip("b", Duration.ofMillis(20))
                                .measured("ext.own", "a", 900)
                                .measured("ext.own", "b", 1_000),
                        "ext.own on b",
                        "lowest expected latency, 1020 ms"),
                row(
                        "a new host is judged by the extension's other hosts and the way to it",
                        world -> world.host("a")
                                .host("b")
                                .roundTrip("a", Duration.ofMillis(80))
                                .roundTrip("b", Duration.ofMillis(2))
                                .measured("ext.own", "a", 900),
                        "ext.own on b",
                        "lowest expected latency, 902 ms"),
                row(
                        "what was never measured comes last for most",
                        world -> world.host("a").measured("ext.own", "a", 60_000),
                        "ext.own on a",
                        "lowest expected latency, 60000 ms"),
                row(
                        "one in eight tries what was never measured",
                        world -> world.host("a").measured("ext.own", "a", 10).uid = RoutingWorld.EXPLORER,
                        null,
                        "not measured yet, and one sandbox in 8 tries what was not"),
                row(
                        "nobody tries what a filter has passed over",
                        world -> world.host("a")
                                        .measured("ext.own", "a", 10)
                                        .resting("ext.cloud", null)
                                        .resting("ext.spare", null)
                                        .uid =
                                RoutingWorld.EXPLORER,
                        "ext.own on a",
                        "lowest expected latency, 10 ms"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void lowestLatency(String name, Consumer<RoutingWorld> setting, @Nullable String expected, String words) {
        assertChoice(Strategy.LOWEST_LATENCY, setting, expected, words);
    }

    @Test
    void everyCandidateHasAVerdictWithCostAndLatency() {
        RoutingWorld world = world();
        world.host("a", "0.02", 9)
                .host("b", new Availability.Unavailable("HostUnreachable", "No answer."), "0", 9, null)
                .measured("ext.own", "a", 1_500);

        RouteVerdict verdict = world.route(profile(), strategy(Strategy.LOWEST_COST, ALL));

        assertThat(verdict.candidates())
                .extracting(Candidate::toString)
                .containsExactly(
                        "Candidate[extension=ext.own, host=a, accepted=true, reason=Chosen: lowest cost, 0.02 USD an hour.,"
                                + " costPerHourUsd=0.02, latency=PT1.5S]",
                        "Candidate[extension=ext.cloud, host=null, accepted=true, reason=Could take it; costs more.,"
                                + " costPerHourUsd=0.1, latency=null]",
                        "Candidate[extension=ext.spare, host=null, accepted=true, reason=Could take it; costs more.,"
                                + " costPerHourUsd=0.5, latency=null]",
                        "Candidate[extension=ext.own, host=b, accepted=false, reason=No answer., costPerHourUsd=0,"
                                + " latency=null]");
    }

    private static RoutingWorld world() {
        return new RoutingWorld()
                .selfHosted("ext.own")
                .metered("ext.cloud", "0.1")
                .metered("ext.spare", "0.5");
    }

    private static Arguments row(String name, Consumer<RoutingWorld> setting, @Nullable String expected, String words) {
        return Arguments.of(name, setting, expected, words);
    }

    private static void assertChoice(
            Strategy strategy, Consumer<RoutingWorld> setting, @Nullable String expected, String words) {
        RoutingWorld world = world();
        setting.accept(world);
        RouteVerdict verdict = world.route(profile(), strategy(strategy, ALL));

        assertThat(verdict).isInstanceOfSatisfying(Chosen.class, chosen -> {
            if (expected != null) {
                assertThat(place(chosen)).isEqualTo(expected);
            }
            assertThat(chosen.strategy()).isEqualTo(strategy);
            assertThat(chosen.candidates().getFirst().reason())
                    .startsWith("Chosen: ")
                    .contains(words);
            assertThat(chosen.candidates().stream()
                            .skip(1)
                            .filter(Candidate::accepted)
                            .toList())
                    .allSatisfy(candidate -> assertThat(candidate.reason()).startsWith("Could take it; "));
        });
    }

    private static String chosen(RoutingWorld world, Strategy strategy, String... extensions) {
        return place((Chosen) world.route(profile(), strategy(strategy, extensions)));
    }

    private static String place(Chosen chosen) {
        return chosen.host() == null ? chosen.extension() : chosen.extension() + " on " + chosen.host();
    }
}
