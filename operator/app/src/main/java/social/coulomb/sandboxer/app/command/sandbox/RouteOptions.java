package social.coulomb.sandboxer.app.command.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the backend is to be chosen, in place of the profile's route.
final class RouteOptions {

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "explicit, prefer-self-hosted, lowest-cost or lowest-latency.")
    private @Nullable String strategy;

    @Option(
            names = "--extension",
            paramLabel = "ID",
            description = "A backend to choose from, such as ext.compose-ssh; may be given more than once.")
    private List<String> extensions = new ArrayList<>();

    @Option(
            names = "--max-cost",
            paramLabel = "USD",
            description = "Pass over what costs more than this many US dollars an hour, such as 0.50.")
    private @Nullable String maxCost;

    /// As it stands in a spec; empty when the profile decides.
    Map<String, Object> route() {
        Map<String, Object> route = new LinkedHashMap<>();
        if (strategy != null) {
            route.put("strategy", strategy);
        }
        if (!extensions.isEmpty()) {
            route.put("extensions", List.copyOf(extensions));
        }
        if (maxCost != null) {
            route.put("maxCostPerHourUsd", maxCost);
        }
        return route;
    }
}
