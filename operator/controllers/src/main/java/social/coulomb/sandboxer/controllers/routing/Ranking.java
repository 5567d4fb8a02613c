package social.coulomb.sandboxer.controllers.routing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// Puts what could take a sandbox in the order of a strategy, and says in words why. Pure.
///
/// By latency, what was never measured would never be chosen: so one sandbox in eight, always the same for its
/// UID, tries one of those.
///
/// @param uid of the Sandbox object
record Ranking(Strategy strategy, String uid) {

    static final int ONE_IN = 8;

    /// The best first. What the strategy holds equal stays in its order.
    List<Option> rank(List<Option> options) {
        return switch (strategy) {
            case EXPLICIT, PREFER_SELF_HOSTED -> List.copyOf(options);
            case LOWEST_COST ->
                options.stream()
                        .sorted(Comparator.comparing(
                                Option::costPerHourUsd, Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder())))
                        .toList();
            case LOWEST_LATENCY ->
                explored(options.stream()
                        .sorted(Comparator.comparing(
                                Option::latency, Comparator.nullsLast(Comparator.<Duration>naturalOrder())))
                        .toList());
        };
    }

    String whyChosen(Option chosen, List<Option> ranked) {
        return "Chosen: "
                + switch (strategy) {
                    case EXPLICIT -> chosen.host() == null ? "it was named." : "the first in order that can take it.";
                    case PREFER_SELF_HOSTED ->
                        chosen.selfHosted()
                                ? "self-hosted goes first."
                                : "nothing self-hosted can take it, and it is the first of the others.";
                    case LOWEST_COST ->
                        chosen.costPerHourUsd() == null
                                ? "no cost is known, and it is the first in order."
                                : "lowest cost, " + chosen.costPerHourUsd().toPlainString() + " USD an hour.";
                    case LOWEST_LATENCY -> whyLatency(chosen, ranked);
                };
    }

    String whyNot(Option other, Option chosen) {
        return "Could take it; "
                + switch (strategy) {
                    case EXPLICIT, PREFER_SELF_HOSTED -> "comes later in the order.";
                    case LOWEST_COST -> {
                        if (other.costsTheSameAs(chosen)) {
                            yield "costs the same and comes later in the order.";
                        }
                        yield other.costPerHourUsd() == null ? "its cost is not known." : "costs more.";
                    }
                    case LOWEST_LATENCY -> {
                        if (other.latency() == null) {
                            yield "was not measured yet.";
                        }
                        yield chosen.latency() == null
                                ? "was measured before."
                                : "is expected to take as long or longer.";
                    }
                };
    }

    private static String whyLatency(Option chosen, List<Option> ranked) {
        Duration latency = chosen.latency();
        if (latency != null) {
            return "lowest expected latency, " + latency.toMillis() + " ms.";
        }
        return ranked.stream().allMatch(option -> option.latency() == null)
                ? "nothing was measured yet, and it is the first in order."
                : "not measured yet, and one sandbox in " + ONE_IN + " tries what was not.";
    }

    private List<Option> explored(List<Option> ranked) {
        List<Option> unmeasured =
                ranked.stream().filter(option -> option.latency() == null).toList();
        int draw = Math.floorMod(uid.hashCode(), Integer.MAX_VALUE);
        if (unmeasured.isEmpty() || unmeasured.size() == ranked.size() || draw % ONE_IN != 0) {
            return ranked;
        }
        List<Option> reordered = new ArrayList<>(ranked);
        Option tried = unmeasured.get(draw / ONE_IN % unmeasured.size());
        reordered.remove(tried);
        reordered.addFirst(tried);
        return List.copyOf(reordered);
    }
}
