package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recipe: which backend, how isolated, how long, where, with what set up.
///
/// Read from `profiles/profile.<slug>.yaml` in the schema of the original system, snake_case keys included.
///
/// @param extension the backend's descriptor id; the route's candidates come from `route`, else from this
/// @param route how to choose among backends; null means: this extension
/// @param allowedNamespaces namespaces whose sandboxes may use Secrets that do not lie beside them
public record Profile(
        ProfileId id,
        String version,
        String extension,
        Isolation isolation,
        Network network,
        Workspace workspace,
        String scopeDefault,
        Lifetime ttl,
        Resources resources,
        Setup setup,
        Placement placement,
        ReachabilityHints reachability,
        Metadata metadata,
        @Nullable Route route,
        List<String> allowedNamespaces) {

    /// Whether host telemetry is taken around each establishment.
    public boolean isCanary() {
        return id.equals(ProfileId.CANARY) || "canary".equals(metadata.observability());
    }

    /// @param level such as `container` or `microvm`; must be among the extension's isolation levels
    public record Isolation(String level) {}

    /// What happens where a backend cannot hold what the profile asks for.
    public enum Enforcement {
        /// Establish all the same and name the gap in the status.
        @JsonProperty("best-effort")
        BEST_EFFORT,
        /// Refuse to establish.
        @JsonProperty("required")
        REQUIRED
    }

    /// What a network does with traffic that no rule names.
    public enum NetworkDefault {
        @JsonProperty("deny")
        DENY,
        @JsonProperty("allow")
        ALLOW
    }

    /// @param defaultAction for traffic to the outside
    /// @param egress what may be reached all the same: `host:port` or CIDR
    public record Network(NetworkDefault defaultAction, List<String> egress, Enforcement enforcement) {
        static final Network CLOSED = new Network(NetworkDefault.DENY, List.of(), Enforcement.BEST_EFFORT);
    }

    /// @param mode where the workspace's truth lies; `remote-canonical` is the only one known
    /// @param access `rw` or `ro`
    /// @param persistent whether only a backend will do that can keep workspaces
    /// @param snapshots whether only a backend will do that takes snapshots
    public record Workspace(String mode, String access, boolean persistent, boolean snapshots) {
        static final Workspace STANDARD = new Workspace("remote-canonical", "rw", false, false);
    }

    /// @param defaultTtl used when the sandbox names none
    /// @param max no sandbox lives longer
    /// @param idleReap ends a sandbox that nobody used for so long; null means never
    public record Lifetime(
            TtlDuration defaultTtl,
            TtlDuration max,
            @Nullable TtlDuration idleReap) {}

    /// Bounds of each service of the sandbox; null means unbounded.
    ///
    /// @param cpu processors, such as 0.5
    /// @param memoryMb mebibytes
    /// @param pids processes and threads
    /// @param gpu whether a graphics processor is needed; no bound, but a reason to pass backends over
    public record Resources(
            @Nullable BigDecimal cpu,
            @Nullable Integer memoryMb,
            @Nullable Integer pids,
            Enforcement enforcement,
            boolean gpu) {
        static final Resources UNLIMITED = new Resources(null, null, null, Enforcement.BEST_EFFORT, false);
    }

    /// @param instructions for who works in the sandbox; null when there are none
    /// @param secretRefs names of secrets that the sandbox gets
    /// @param composeFile the compose file inside the workspace, when the request names none
    public record Setup(
            @Nullable String instructions,
            List<String> secretRefs,
            @Nullable String composeFile) {
        static final Setup NONE = new Setup(null, List.of(), null);
    }

    /// Hosts by name, in the order in which they are tried.
    public record Placement(List<String> prefer, List<String> fallback) {
        static final Placement ANYWHERE = new Placement(List.of(), List.of());
    }

    /// @param tunnel who provides tunnels
    /// @param identity who issues SSH identities
    public record ReachabilityHints(String tunnel, String identity) {
        static final ReachabilityHints STANDARD = new ReachabilityHints("ops-bridge", "ops-warden");
    }

    /// @param observability `canary` turns host telemetry on; null otherwise
    public record Metadata(
            String costClass, String latencyClass, @Nullable String observability) {
        static final Metadata STANDARD = new Metadata("self-hosted", "standard", null);
    }

    /// How a route is chosen among backends.
    public enum Strategy {
        @JsonProperty("explicit")
        EXPLICIT,
        @JsonProperty("prefer-self-hosted")
        PREFER_SELF_HOSTED,
        @JsonProperty("lowest-cost")
        LOWEST_COST,
        @JsonProperty("lowest-latency")
        LOWEST_LATENCY
    }

    /// @param extensions candidates, in order
    /// @param maxCostPerHourUsd dearer candidates are passed over; null means no bound
    public record Route(
            Strategy strategy,
            List<String> extensions,
            @Nullable BigDecimal maxCostPerHourUsd) {}
}
