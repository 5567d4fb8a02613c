package social.coulomb.sandboxer.controllers.routing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.sdk.capability.CostEstimating;
import social.coulomb.sandboxer.sdk.catalog.CredentialNeed;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor.PricingModel;
import social.coulomb.sandboxer.sdk.catalog.Profile.Strategy;

/// Looks at everything that a request could be sent to and says of each whether it could take it. Every filter
/// fails closed: what is not known for certain to hold does not. Changes nothing.
///
/// @param backends what there is under an extension's id
/// @param offers the hosts on offer by name
/// @param order which hosts are considered
/// @param hosts whether a host takes it
record Survey(
        Function<String, Backend> backends,
        Map<String, HostOffer> offers,
        HostOrder order,
        HostFilter hosts,
        Experience experience,
        RoutingPolicy policy) {

    /// @param rejection empty when the option could take the sandbox
    record Finding(Option option, Optional<Rejection> rejection) {}

    /// In the order of consideration.
    List<Finding> of(RouteRequest request) {
        return extensions(request)
                .flatMap(extension -> switch (backends.apply(extension)) {
                    case Backend.Unusable(String reason, String message) ->
                        Stream.of(unusable(extension, Rejection.untilSetUp(reason, message)));
                    case Backend.Usable backend -> findings(extension, backend, request);
                })
                .toList();
    }

    /// Self-hosted ones go before metered ones, unless there is nothing to choose.
    private Stream<String> extensions(RouteRequest request) {
        Stream<String> ids = request.extensions().stream();
        return request.strategy() == Strategy.EXPLICIT
                ? ids
                : ids.sorted(Comparator.comparing(id -> !isSelfHosted(id)));
    }

    private boolean isSelfHosted(String extension) {
        return backends.apply(extension) instanceof Backend.Usable usable && isSelfHosted(usable);
    }

    private static boolean isSelfHosted(Backend.Usable backend) {
        return backend.descriptor().capabilities().pricingModel() == PricingModel.SELF_HOSTED;
    }

    private Stream<Finding> findings(String extension, Backend.Usable backend, RouteRequest request) {
        Optional<Rejection> whole = CapabilityFilter.check(extension, backend, request)
                .or(() -> forced(backend))
                .or(() -> credential(extension, backend));
        if (whole.isPresent()) {
            return Stream.of(unusable(extension, whole.get()));
        }
        if (!isSelfHosted(backend)) {
            return Stream.of(metered(extension, backend, request));
        }
        List<String> names = order.of(request, offers.values());
        return names.isEmpty()
                ? Stream.of(
                        unusable(
                                extension,
                                Rejection.untilSetUp(
                                        "NoHost",
                                        "There is no host yet: create a HostProbe, or name a host in the profile's placement.")))
                : names.stream().map(host -> onHost(extension, host, request));
    }

    private Optional<Rejection> forced(Backend.Usable backend) {
        return policy.selfHostedIsPassedOver() && isSelfHosted(backend)
                ? Optional.of(Rejection.untilSetUp(
                        "SelfHostedPassedOver",
                        RoutingPolicy.FORCE_SAAS_VARIABLE + " is set: self-hosted backends are passed over."))
                : Optional.empty();
    }

    private Optional<Rejection> credential(String extension, Backend.Usable backend) {
        CredentialNeed need = CredentialNeed.of(backend.descriptor());
        return need.isMet(policy.environment())
                ? Optional.empty()
                : Optional.of(Rejection.untilSetUp(
                        "CredentialMissing", extension + " has no credential: " + need.cure() + "."));
    }

    private Finding metered(String extension, Backend.Usable backend, RouteRequest request) {
        Option option = new Option(extension, null, false, price(backend, request), expected(extension, null, null));
        return new Finding(
                option,
                CostFilter.check(option, request)
                        .or(() -> failed(option, request))
                        .or(() -> health(option)));
    }

    private Finding onHost(String extension, String host, RouteRequest request) {
        HostOffer offer = offers.get(host);
        if (offer == null) {
            return new Finding(
                    new Option(extension, host, true, null, null),
                    Optional.of(Rejection.untilSetUp(
                            "HostUnknown", "There is no HostProbe '" + host + "': create it, or name another host.")));
        }
        Duration roundTrip = offer.measures().roundTrip();
        Option option = new Option(extension, host, true, offer.costPerHourUsd(), expected(extension, host, roundTrip));
        return new Finding(
                option,
                CostFilter.check(option, request)
                        .or(() -> failed(option, request))
                        .or(() -> hosts.check(offer, request.subject().namespace()))
                        .or(() -> health(option)));
    }

    private static @Nullable BigDecimal price(Backend.Usable backend, RouteRequest request) {
        return backend.extension() instanceof CostEstimating priced
                ? priced.estimateCost(
                                request.profile(),
                                request.subject().inputs(),
                                request.profile().ttl().defaultTtl().value())
                        .perHourUsd()
                : null;
    }

    /// What was measured there, else what was measured of that extension elsewhere; and the way to the host.
    private @Nullable Duration expected(String extension, @Nullable String host, @Nullable Duration roundTrip) {
        LatencyBook book = experience.latencies();
        return book.median(extension, host)
                .or(() -> book.median(extension))
                .map(establishing -> roundTrip == null ? establishing : establishing.plus(roundTrip))
                .orElse(null);
    }

    private static Optional<Rejection> failed(Option option, RouteRequest request) {
        return request.failed().stream()
                .filter(option::isWhere)
                .findFirst()
                .map(failed -> Rejection.forNow("AttemptFailed", "An attempt here failed: " + failed.reason()));
    }

    private Optional<Rejection> health(Option option) {
        return experience
                .health()
                .reasonToPassOver(option.extension(), option.host())
                .map(message -> Rejection.forNow("BackendResting", message));
    }

    private static Finding unusable(String extension, Rejection rejection) {
        return new Finding(new Option(extension, null, false, null, null), Optional.of(rejection));
    }
}
