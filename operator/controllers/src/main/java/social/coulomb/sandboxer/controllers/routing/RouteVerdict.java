package social.coulomb.sandboxer.controllers.routing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What came of looking for a route.
public sealed interface RouteVerdict {

    /// Everything that was looked at: the chosen one, then what could have been chosen, the best first, then
    /// the rest in the order in which it was considered.
    List<Candidate> candidates();

    /// @param host null for extensions without hosts
    record Chosen(String extension, @Nullable String host, Profile.Strategy strategy, List<Candidate> candidates)
            implements RouteVerdict {}

    /// Nothing will do now.
    ///
    /// @param reason the one that all candidates have, or `NoCandidate`
    /// @param remedy the least that has to happen before one of them will do
    record Nothing(String reason, String message, Remedy remedy, List<Candidate> candidates) implements RouteVerdict {}

    /// @param accepted whether it could take the sandbox
    /// @param reason why it was chosen, came behind another or was passed over, as sentences
    /// @param costPerHourUsd null when it is not known
    /// @param latency how long it is expected to take until the sandbox is established; null when it is not
    ///     known
    record Candidate(
            String extension,
            @Nullable String host,
            boolean accepted,
            String reason,
            @Nullable BigDecimal costPerHourUsd,
            @Nullable Duration latency) {}
}
