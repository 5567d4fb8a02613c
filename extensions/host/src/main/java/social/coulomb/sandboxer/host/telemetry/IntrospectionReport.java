package social.coulomb.sandboxer.host.telemetry;

import java.time.Instant;
import java.util.List;
import social.coulomb.sandboxer.host.inventory.SandboxInventory;
import social.coulomb.sandboxer.host.inventory.StaleCandidate;

/// What the canary brings home from a host. Holds no secret, no environment and no engine's inspect output.
public record IntrospectionReport(
        Subject subject,
        Instant collectedAt,
        ProvisionDelta provisionDelta,
        SandboxInventory inventory,
        List<StaleCandidate> staleCandidates) {
    /// The version of the report's form.
    public static final String SCHEMA_VERSION = "0.1";

    public IntrospectionReport {
        staleCandidates = List.copyOf(staleCandidates);
    }

    /// Whose report it is.
    ///
    /// @param host the host's address
    public record Subject(String host, String sandboxId, String profileId) {}
}
