package social.coulomb.sandboxer.controllers.routing;

import java.math.BigDecimal;
import java.util.Optional;

/// Whether an option keeps to the bound of what a sandbox may cost; one whose price is not known does not.
/// Pure.
final class CostFilter {

    private CostFilter() {}

    static Optional<Rejection> check(Option option, RouteRequest request) {
        BigDecimal most = request.maxCostPerHourUsd();
        BigDecimal cost = option.costPerHourUsd();
        if (most == null || (cost != null && cost.compareTo(most) <= 0)) {
            return Optional.empty();
        }
        return Optional.of(
                cost == null
                        ? Rejection.forGood(
                                "CostUnknown",
                                option.extension() + " does not say what it costs, and the bound is "
                                        + most.toPlainString() + " USD an hour.")
                        : Rejection.forGood(
                                "TooExpensive",
                                "It costs " + cost.toPlainString() + " USD an hour, more than the bound of "
                                        + most.toPlainString() + "."));
    }
}
