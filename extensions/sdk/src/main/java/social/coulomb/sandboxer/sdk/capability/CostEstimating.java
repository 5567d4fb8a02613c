package social.coulomb.sandboxer.sdk.capability;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// A backend that can say beforehand what a sandbox would cost.
public interface CostEstimating {

    /// Does not block and reaches out to nobody: prices come from the descriptor.
    CostEstimate estimateCost(Profile profile, Map<String, String> inputs, Duration lifetime);

    /// @param perHourUsd US dollars for each hour that the sandbox exists
    /// @param totalUsd US dollars for the whole lifetime asked about
    record CostEstimate(BigDecimal perHourUsd, BigDecimal totalUsd) {}
}
