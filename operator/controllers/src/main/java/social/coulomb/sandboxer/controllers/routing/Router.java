package social.coulomb.sandboxer.controllers.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.HostOffer.Availability;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Chooses an extension and a host for a sandbox and keeps why. Pure.
///
/// @param backends what there is under an extension's id
/// @param hosts what there is under a host's name; null when nothing is
/// @param allHosts the names of all hosts, for profiles that name none
/// @param placed how many sandboxes are placed on a host
public record Router(
        Function<String, Backend> backends,
        Function<String, @Nullable HostOffer> hosts,
        List<String> allHosts,
        ToIntFunction<String> placed) {

    public RouteVerdict choose(RouteRequest request) {
        Profile.Strategy strategy = request.strategy();
        if (strategy == Profile.Strategy.LOWEST_COST || strategy == Profile.Strategy.LOWEST_LATENCY) {
            return new RouteVerdict.Impossible(
                    "StrategyUnsupported",
                    "This version knows the strategies explicit and prefer-self-hosted only: choose one of them.",
                    List.of());
        }
        List<Rejection> rejections = new ArrayList<>();
        for (String extension : ordered(request, strategy)) {
            Candidate chosen = tryExtension(extension, request, rejections);
            if (chosen != null) {
                List<Candidate> candidates = candidates(rejections);
                candidates.add(chosen);
                return new RouteVerdict.Chosen(extension, chosen.host(), strategy, List.copyOf(candidates));
            }
        }
        return nothing(rejections);
    }

    /// @param permanent whether only a user's change can help
    private record Rejection(Candidate candidate, String reason, boolean permanent) {}

    private List<String> ordered(RouteRequest request, Profile.Strategy strategy) {
        if (strategy == Profile.Strategy.EXPLICIT) {
            return request.extensions().stream().limit(1).toList();
        }
        return request.extensions().stream()
                .sorted(Comparator.comparing(id -> !isSelfHosted(id)))
                .toList();
    }

    private boolean isSelfHosted(String extension) {
        return backends.apply(extension) instanceof Backend.Usable usable && needsHost(usable.descriptor());
    }

    private static boolean needsHost(ExtensionDescriptor descriptor) {
        return descriptor.capabilities().pricingModel() == ExtensionDescriptor.PricingModel.SELF_HOSTED;
    }

    private @Nullable Candidate tryExtension(String extension, RouteRequest request, List<Rejection> rejections) {
        return switch (backends.apply(extension)) {
            case Backend.Unusable(String reason, String message) -> {
                rejections.add(new Rejection(new Candidate(extension, null, false, message), reason, false));
                yield null;
            }
            case Backend.Usable usable -> tryUsable(extension, usable.descriptor(), request, rejections);
        };
    }

    private @Nullable Candidate tryUsable(
            String extension, ExtensionDescriptor descriptor, RouteRequest request, List<Rejection> rejections) {
        String level = request.profile().isolation().level();
        if (!descriptor.capabilities().isolationLevels().contains(level)) {
            rejections.add(new Rejection(
                    new Candidate(
                            extension, null, false, extension + " does not offer the isolation level " + level + "."),
                    "IsolationUnavailable",
                    true));
            return null;
        }
        if (!needsHost(descriptor)) {
            return new Candidate(extension, null, true, "Needs no host.");
        }
        for (String host : hostsFor(request)) {
            Rejection rejection = rejection(extension, host, request.namespace());
            if (rejection == null) {
                return new Candidate(extension, host, true, "The first that can take it.");
            }
            rejections.add(rejection);
        }
        return null;
    }

    private List<String> hostsFor(RouteRequest request) {
        String wanted = request.wanted().host();
        if (wanted != null) {
            return List.of(wanted);
        }
        Profile.Placement placement = request.profile().placement();
        List<String> named = Stream.concat(placement.prefer().stream(), placement.fallback().stream())
                .distinct()
                .toList();
        return named.isEmpty()
                ? allHosts.stream().sorted(Comparator.comparingInt(placed)).toList()
                : named;
    }

    private @Nullable Rejection rejection(String extension, String host, String namespace) {
        HostOffer offer = hosts.apply(host);
        if (offer == null) {
            return temporary(
                    extension,
                    host,
                    "HostUnknown",
                    "There is no HostProbe '" + host + "': create it, or name another host.");
        }
        if (!offer.takesFrom(namespace)) {
            return new Rejection(
                    new Candidate(
                            extension,
                            host,
                            false,
                            "The host '" + host + "' takes no sandboxes from namespace " + namespace + "."),
                    "NamespaceNotAllowed",
                    false);
        }
        return unavailable(extension, offer);
    }

    private @Nullable Rejection unavailable(String extension, HostOffer offer) {
        String host = offer.name();
        return switch (offer.availability()) {
            case Availability.Abandoned() ->
                temporary(extension, host, "HostAbandoned", "The host '" + host + "' has been given up.");
            case Availability.Unavailable(String reason, String message) -> temporary(extension, host, reason, message);
            case Availability.Available() -> {
                int limit = offer.limits().maxSandboxes();
                yield placed.applyAsInt(host) < limit
                        ? null
                        : temporary(
                                extension,
                                host,
                                "HostFull",
                                "The host '" + host + "' holds its " + limit + " sandboxes.");
            }
        };
    }

    private static Rejection temporary(String extension, String host, String reason, String message) {
        return new Rejection(new Candidate(extension, host, false, message), reason, false);
    }

    private static List<Candidate> candidates(List<Rejection> rejections) {
        return new ArrayList<>(rejections.stream().map(Rejection::candidate).toList());
    }

    private static RouteVerdict nothing(List<Rejection> rejections) {
        List<Candidate> candidates = List.copyOf(candidates(rejections));
        if (rejections.isEmpty()) {
            return new RouteVerdict.NothingYet(
                    "NoHost",
                    "There is no host yet: create a HostProbe, or name a host in the profile's placement.",
                    candidates);
        }
        String message = String.join(
                " ", rejections.stream().map(each -> each.candidate().reason()).toList());
        String reason = rejections.size() == 1 ? rejections.getFirst().reason() : "NoCandidate";
        return rejections.stream().allMatch(Rejection::permanent)
                ? new RouteVerdict.Impossible(reason, message, candidates)
                : new RouteVerdict.NothingYet(reason, message, candidates);
    }
}
