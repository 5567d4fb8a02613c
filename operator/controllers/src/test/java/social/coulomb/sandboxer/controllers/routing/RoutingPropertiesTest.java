package social.coulomb.sandboxer.controllers.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.routing.RouteRequest.Wanted;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Chosen;
import social.coulomb.sandboxer.sdk.catalog.CredentialNeed;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// Whatever the world is like, nothing is chosen that a filter forbids, and the strategy is kept.
final class RoutingPropertiesTest {

    private static final List<String> EXTENSIONS = List.of("ext.own", "ext.other", "ext.cloud", "ext.spare");
    private static final List<String> HOSTS = List.of("a", "b", "c", "d");

    @Property(tries = 600)
    void whatIsChosenPassesEveryFilterAndNothingAllowedIsBetter(@ForAll long seed) {
        Random random = new Random(seed);
        RoutingWorld world = world(random);
        Profile profile = RoutingWorld.profile(lines(random));
        Wanted wanted = wanted(random);

        RouteVerdict verdict = world.route(profile, wanted);

        Set<String> allowed = new HashSet<>();
        for (Candidate candidate : verdict.candidates()) {
            assertThat(candidate.accepted())
                    .as("%s of %s", candidate, seed)
                    .isEqualTo(isAllowed(world, profile, wanted, candidate));
            if (candidate.accepted()) {
                allowed.add(candidate.extension() + candidate.host());
            }
        }
        assertThat(verdict instanceof Chosen).isEqualTo(!allowed.isEmpty());
        if (verdict instanceof Chosen chosen) {
            assertThat(allowed).contains(chosen.extension() + chosen.host());
            assertKeepsStrategy(wanted, chosen.candidates());
        }
        assertThat(world.route(profile, wanted)).as("the same again").isEqualTo(verdict);
    }

    private static void assertKeepsStrategy(Wanted wanted, List<Candidate> candidates) {
        Candidate best = candidates.getFirst();
        List<Candidate> accepted =
                candidates.stream().filter(Candidate::accepted).toList();
        if (wanted.strategy() == Strategy.LOWEST_COST && best.costPerHourUsd() != null) {
            assertThat(accepted)
                    .filteredOn(each -> each.costPerHourUsd() != null)
                    .extracting(Candidate::costPerHourUsd)
                    .allMatch(cost -> cost != null && cost.compareTo(best.costPerHourUsd()) >= 0);
        }
        if (wanted.strategy() == Strategy.LOWEST_LATENCY && best.latency() != null) {
            assertThat(accepted)
                    .filteredOn(each -> each.latency() != null)
                    .extracting(Candidate::latency)
                    .allMatch(latency -> latency != null && latency.compareTo(best.latency()) >= 0);
        }
        if (wanted.strategy() == Strategy.PREFER_SELF_HOSTED && best.host() == null) {
            assertThat(accepted).extracting(Candidate::host).containsOnlyNulls();
        }
    }

    /// The filters once more, in other words than the router's.
    private static boolean isAllowed(RoutingWorld world, Profile profile, Wanted wanted, Candidate candidate) {
        if (!(world.backends.get(candidate.extension()) instanceof Backend.Usable usable)) {
            return false;
        }
        ExtensionDescriptor.Capabilities offered = usable.descriptor().capabilities();
        boolean capable = offered.isolationLevels().contains(profile.isolation().level())
                && (!profile.resources().gpu() || offered.gpu())
                && (profile.network().enforcement() != Profile.Enforcement.REQUIRED
                        || offered.networkDeny() == ExtensionDescriptor.NetworkDeny.ENFORCED);
        boolean metered = offered.pricingModel() == ExtensionDescriptor.PricingModel.METERED;
        boolean credentialed = CredentialNeed.of(usable.descriptor()).isMet(world.environment::get);
        boolean rests = world.health
                .reasonToPassOver(candidate.extension(), candidate.host())
                .isPresent();
        boolean failed = world.failed.stream()
                .anyMatch(each -> (each.extension() + each.host()).equals(candidate.extension() + candidate.host()));
        return capable
                && credentialed
                && !rests
                && !failed
                && isAffordable(wanted.maxCostPerHourUsd(), candidate.costPerHourUsd())
                && (metered || (!world.saasIsForced && hasRoom(world, candidate.host())));
    }

    private static boolean isAffordable(@Nullable BigDecimal most, @Nullable BigDecimal cost) {
        return most == null || (cost != null && cost.compareTo(most) <= 0);
    }

    private static boolean hasRoom(RoutingWorld world, @Nullable String host) {
        HostOffer offer = host == null ? null : world.hosts.get(host);
        return offer != null
                && offer.availability() instanceof Availability.Available
                && world.taken.getOrDefault(host, 0) < offer.limits().maxSandboxes();
    }

    private static RoutingWorld world(Random random) {
        RoutingWorld world = new RoutingWorld();
        String enforced = random.nextBoolean() ? ", network_deny: enforced" : "";
        world.selfHosted("ext.own", "isolation_levels: [container]" + enforced);
        world.selfHosted(
                "ext.other",
                random.nextBoolean() ? "isolation_levels: [microvm]" : "isolation_levels: [container], gpu: true");
        world.metered(
                "ext.cloud",
                price(random),
                "isolation_levels: [container]" + enforced,
                random.nextBoolean() ? ", credential_env: CLOUD_KEY" : "");
        if (random.nextBoolean()) {
            world.unpriced("ext.spare");
        } else {
            world.unusable("ext.spare", "NoAdapter", "No adapter.");
        }
        if (random.nextBoolean()) {
            world.environment.put("CLOUD_KEY", "key");
        }
        for (String host : HOSTS) {
            switch (random.nextInt(4)) {
                case 0 -> world.host(host, new Availability.Abandoned(), "0", 9, null);
                case 1 -> world.host(host, new Availability.Unavailable("Down", "It is down."), "0", 9, null);
                default -> world.host(host, price(random), 2).taken(host, random.nextInt(4));
            }
        }
        experience(world, random);
        world.saasIsForced = random.nextInt(6) == 0;
        world.uid = random.nextBoolean() ? RoutingWorld.EXPLORER : RoutingWorld.SETTLED;
        return world;
    }

    private static void experience(RoutingWorld world, Random random) {
        for (String extension : EXTENSIONS) {
            for (String host : HOSTS) {
                if (random.nextInt(6) == 0) {
                    world.resting(extension, host);
                }
                if (random.nextInt(6) == 0) {
                    world.failed.add(new RouteRequest.Failed(extension, host, "it broke."));
                }
                if (random.nextInt(3) == 0) {
                    world.measured(extension, host, random.nextInt(10_000));
                }
            }
            if (random.nextInt(3) == 0) {
                world.measured(extension, null, random.nextInt(10_000));
            }
        }
    }

    private static String[] lines(Random random) {
        return new String[] {
            random.nextBoolean() ? "placement: {prefer: [a, unknown], fallback: [b, c]}" : "",
            random.nextInt(3) == 0 ? "network: {default: deny, enforcement: required}" : "",
            random.nextInt(5) == 0 ? "resources: {gpu: true}" : ""
        };
    }

    private static Wanted wanted(Random random) {
        Strategy strategy = Strategy.values()[random.nextInt(Strategy.values().length)];
        BigDecimal bound = random.nextBoolean() ? new BigDecimal(price(random)) : null;
        return new Wanted(random.nextInt(5) == 0 ? "b" : null, strategy, EXTENSIONS, bound, false);
    }

    private static String price(Random random) {
        return "0." + random.nextInt(10);
    }
}
