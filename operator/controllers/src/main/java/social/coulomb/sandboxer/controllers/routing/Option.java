package social.coulomb.sandboxer.controllers.routing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict.Candidate;

/// One extension, with a host where it needs one, that a sandbox could be sent to.
///
/// @param host null for extensions without hosts
/// @param costPerHourUsd null when it is not known
/// @param latency how long it is expected to take; null when nothing like it was measured of late
record Option(
        String extension,
        @Nullable String host,
        boolean selfHosted,
        @Nullable BigDecimal costPerHourUsd,
        @Nullable Duration latency) {

    Candidate accepted(String reason) {
        return new Candidate(extension, host, true, reason, costPerHourUsd, latency);
    }

    Candidate rejected(String reason) {
        return new Candidate(extension, host, false, reason, costPerHourUsd, null);
    }

    boolean isWhere(RouteRequest.Failed failed) {
        return extension.equals(failed.extension()) && Objects.equals(host, failed.host());
    }

    /// The same price is the same, however many digits it is written with.
    boolean costsTheSameAs(Option other) {
        return costPerHourUsd == null || other.costPerHourUsd == null
                ? costPerHourUsd == other.costPerHourUsd
                : costPerHourUsd.compareTo(other.costPerHourUsd) == 0;
    }
}
