package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
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

    @JsonCreator
    static Profile read(
            @JsonProperty(value = "id", required = true) ProfileId id,
            @JsonProperty(value = "version", required = true) String version,
            @JsonProperty(value = "extension", required = true) ExtensionId extension,
            @JsonProperty(value = "isolation", required = true) Isolation isolation,
            @JsonProperty("network") @Nullable Network network,
            @JsonProperty("workspace") @Nullable Workspace workspace,
            @JsonProperty("scope_default") @Nullable String scopeDefault,
            @JsonProperty(value = "ttl", required = true) Lifetime ttl,
            @JsonProperty("resources") @Nullable Resources resources,
            @JsonProperty("setup") @Nullable Setup setup,
            @JsonProperty("placement") @Nullable Placement placement,
            @JsonProperty("reachability") @Nullable ReachabilityHints reachability,
            @JsonProperty("metadata") @Nullable Metadata metadata,
            @JsonProperty("route") @Nullable Route route,
            @JsonProperty("allowed_namespaces") @JsonAlias("allowedNamespaces") @Nullable List<String> allowed) {
        return new Profile(
                id,
                Require.text("version", version),
                extension.value(),
                isolation,
                network == null ? Network.CLOSED : network,
                workspace == null ? Workspace.STANDARD : workspace,
                scopeDefault == null ? "session" : scopeDefault,
                ttl,
                resources == null ? Resources.UNLIMITED : resources,
                setup == null ? Setup.NONE : setup,
                placement == null ? Placement.ANYWHERE : placement,
                reachability == null ? ReachabilityHints.STANDARD : reachability,
                metadata == null ? Metadata.STANDARD : metadata,
                route,
                allowed == null ? List.of() : List.copyOf(allowed));
    }

    /// Whether host telemetry is taken around each establishment.
    public boolean isCanary() {
        return id.equals(ProfileId.CANARY) || "canary".equals(metadata.observability());
    }

    /// @param level such as `container` or `microvm`; must be among the extension's isolation levels
    public record Isolation(String level) {
        @JsonCreator
        static Isolation read(@JsonProperty(value = "level", required = true) String level) {
            return new Isolation(Require.word("isolation.level", level));
        }
    }

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

        @JsonCreator
        static Network read(
                @JsonProperty("default") @Nullable NetworkDefault defaultAction,
                @JsonProperty("egress") @Nullable List<String> egress,
                @JsonProperty("enforcement") @Nullable Enforcement enforcement) {
            return new Network(
                    defaultAction == null ? NetworkDefault.DENY : defaultAction,
                    egress == null ? List.of() : List.copyOf(egress),
                    enforcement == null ? Enforcement.BEST_EFFORT : enforcement);
        }
    }

    /// @param mode where the workspace's truth lies; `remote-canonical` is the only one known
    /// @param access `rw` or `ro`
    /// @param persistent whether only a backend will do that can keep workspaces
    /// @param snapshots whether only a backend will do that takes snapshots
    public record Workspace(String mode, String access, boolean persistent, boolean snapshots) {
        static final Workspace STANDARD = new Workspace("remote-canonical", "rw", false, false);

        @JsonCreator
        static Workspace read(
                @JsonProperty("mode") @Nullable String mode,
                @JsonProperty("access") @Nullable String access,
                @JsonProperty("persistent") @Nullable Boolean persistent,
                @JsonProperty("snapshots") @Nullable Boolean snapshots) {
            return new Workspace(
                    Require.oneOf("workspace.mode", mode == null ? STANDARD.mode : mode, List.of("remote-canonical")),
                    Require.oneOf("workspace.access", access == null ? STANDARD.access : access, List.of("rw", "ro")),
                    persistent != null && persistent,
                    snapshots != null && snapshots);
        }
    }

    /// @param defaultTtl used when the sandbox names none
    /// @param max no sandbox lives longer
    /// @param idleReap ends a sandbox that nobody used for so long; null means never
    public record Lifetime(
            TtlDuration defaultTtl,
            TtlDuration max,
            @Nullable TtlDuration idleReap) {
        @JsonCreator
        static Lifetime read(
                @JsonProperty(value = "default", required = true) TtlDuration defaultTtl,
                @JsonProperty(value = "max", required = true) TtlDuration max,
                @JsonProperty("idle_reap") @Nullable TtlDuration idleReap) {
            if (defaultTtl.value().compareTo(max.value()) > 0) {
                throw new InvalidField("ttl.default", defaultTtl + " is longer than ttl.max, " + max);
            }
            return new Lifetime(defaultTtl, max, idleReap);
        }
    }

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

        @JsonCreator
        static Resources read(
                @JsonProperty("cpu") @Nullable BigDecimal cpu,
                @JsonProperty("memory_mb") @Nullable Integer memoryMb,
                @JsonProperty("pids") @Nullable Integer pids,
                @JsonProperty("enforcement") @Nullable Enforcement enforcement,
                @JsonProperty("gpu") @Nullable Boolean gpu) {
            Require.positive("resources.cpu", cpu);
            Require.positive("resources.memory_mb", memoryMb);
            Require.positive("resources.pids", pids);
            return new Resources(
                    cpu,
                    memoryMb,
                    pids,
                    enforcement == null ? Enforcement.BEST_EFFORT : enforcement,
                    gpu != null && gpu);
        }
    }

    /// @param instructions for who works in the sandbox; null when there are none
    /// @param secretRefs names of secrets that the sandbox gets
    /// @param composeFile the compose file inside the workspace, when the request names none
    public record Setup(
            @Nullable String instructions,
            List<String> secretRefs,
            @Nullable String composeFile) {
        static final Setup NONE = new Setup(null, List.of(), null);

        @JsonCreator
        static Setup read(
                @JsonProperty("instructions") @Nullable String instructions,
                @JsonProperty("secret_refs") @Nullable List<String> secretRefs,
                @JsonProperty("compose_file") @JsonAlias("composeFile") @Nullable String composeFile) {
            return new Setup(instructions, secretRefs == null ? List.of() : List.copyOf(secretRefs), composeFile);
        }
    }

    /// Hosts by name, in the order in which they are tried.
    public record Placement(List<String> prefer, List<String> fallback) {
        static final Placement ANYWHERE = new Placement(List.of(), List.of());

        @JsonCreator
        static Placement read(
                @JsonProperty("prefer") @Nullable List<String> prefer,
                @JsonProperty("fallback") @Nullable List<String> fallback) {
            return new Placement(
                    prefer == null ? List.of() : List.copyOf(prefer),
                    fallback == null ? List.of() : List.copyOf(fallback));
        }
    }

    /// @param tunnel who provides tunnels
    /// @param identity who issues SSH identities
    public record ReachabilityHints(String tunnel, String identity) {
        static final ReachabilityHints STANDARD = new ReachabilityHints("ops-bridge", "ops-warden");

        @JsonCreator
        static ReachabilityHints read(
                @JsonProperty("tunnel") @Nullable String tunnel, @JsonProperty("identity") @Nullable String identity) {
            return new ReachabilityHints(
                    tunnel == null ? STANDARD.tunnel : tunnel, identity == null ? STANDARD.identity : identity);
        }
    }

    /// @param observability `canary` turns host telemetry on; null otherwise
    public record Metadata(
            String costClass, String latencyClass, @Nullable String observability) {
        static final Metadata STANDARD = new Metadata("self-hosted", "standard", null);

        @JsonCreator
        static Metadata read(
                @JsonProperty("cost_class") @Nullable String costClass,
                @JsonProperty("latency_class") @Nullable String latencyClass,
                @JsonProperty("observability") @Nullable String observability) {
            return new Metadata(
                    costClass == null ? STANDARD.costClass : costClass,
                    latencyClass == null ? STANDARD.latencyClass : latencyClass,
                    observability);
        }
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
            @Nullable BigDecimal maxCostPerHourUsd) {
        @JsonCreator
        static Route read(
                @JsonProperty(value = "strategy", required = true) Strategy strategy,
                @JsonProperty("extensions") @Nullable List<ExtensionId> extensions,
                @JsonProperty("max_cost_per_hour_usd") @Nullable BigDecimal maxCostPerHourUsd) {
            Require.positive("route.max_cost_per_hour_usd", maxCostPerHourUsd);
            List<String> ids = extensions == null
                    ? List.of()
                    : extensions.stream().map(ExtensionId::value).toList();
            return new Route(strategy, ids, maxCostPerHourUsd);
        }
    }
}
