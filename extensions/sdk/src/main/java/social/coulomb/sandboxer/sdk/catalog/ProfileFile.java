package social.coulomb.sandboxer.sdk.catalog;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile.Enforcement;
import social.coulomb.sandboxer.sdk.catalog.Profile.NetworkDefault;

/// A profile as it is written: the original's keys, all of them nullable. Reader and editor schema are both made
/// from it.
@JsonClassDescription("A recipe for sandboxes: which backend, how isolated, how long, where, with what set up.")
record ProfileFile(
        @JsonProperty(value = "id", required = true)
        @JsonPropertyDescription("profile.<slug>; the file is named like it.")
        @Nullable
        ProfileId id,

        @JsonProperty(value = "version", required = true)
        @JsonPropertyDescription(
                "What a sandbox records of this recipe, beside the digest of its text: 64 characters at most.")
        @Nullable
        String version,

        @JsonProperty(value = "extension", required = true)
        @JsonPropertyDescription("The backend that makes the sandbox, unless a route chooses another.")
        @Nullable
        ExtensionId extension,

        @JsonProperty(value = "isolation", required = true)
        @JsonPropertyDescription("What separates the sandbox from others.")
        @Nullable
        Isolation isolation,

        @JsonProperty("network")
        @JsonPropertyDescription("What the sandbox may reach; nothing outside where this is left out.")
        @Nullable
        Network network,

        @JsonProperty("workspace") @JsonPropertyDescription("Where the sandbox's files live.") @Nullable
        Workspace workspace,

        @JsonProperty("scope_default")
        @JsonPropertyDescription(
                "How long a sandbox is meant to be used, for consumers to read; session unless said otherwise.")
        Form.@Nullable Word scopeDefault,

        @JsonProperty(value = "ttl", required = true) @JsonPropertyDescription("How long a sandbox lives.") @Nullable
        Lifetime ttl,

        @JsonProperty("resources")
        @JsonPropertyDescription("Bounds of each service of the sandbox; none where this is left out.")
        @Nullable
        Resources resources,

        @JsonProperty("setup") @JsonPropertyDescription("What is put into the sandbox.") @Nullable
        Setup setup,

        @JsonProperty("placement")
        @JsonPropertyDescription("On which hosts a self-hosted sandbox is placed; any host where this is left out.")
        ProfileWhereabouts.@Nullable Placement placement,

        @JsonProperty("reachability")
        @JsonPropertyDescription("Who provides the way into the sandbox, for consumers to read.")
        ProfileWhereabouts.@Nullable Reachability reachability,

        @JsonProperty("metadata") @JsonPropertyDescription("What people and routing read of the recipe.")
        ProfileWhereabouts.@Nullable Metadata metadata,

        @JsonProperty("route")
        @JsonPropertyDescription("How a backend is chosen; extension alone where this is left out.")
        ProfileWhereabouts.@Nullable Route route,

        @JsonProperty("allowed_namespaces")
        @JsonAlias("allowedNamespaces")
        @JsonPropertyDescription("Namespaces whose sandboxes may use Secrets that do not lie beside them.")
        @Nullable
        List<Form.Namespace> allowedNamespaces) {

    Profile toProfile() {
        return new Profile(
                Require.present("id", id),
                Require.text("version", Require.present("version", version), Require.LONGEST_VERSION),
                Require.present("extension", extension).value(),
                Require.present("isolation", isolation).toModel(),
                network == null ? Profile.Network.CLOSED : network.toModel(),
                workspace == null ? Profile.Workspace.STANDARD : workspace.toModel(),
                scopeDefault == null ? "session" : scopeDefault.value(),
                Require.present("ttl", ttl).toModel(),
                resources == null ? Profile.Resources.UNLIMITED : resources.toModel(),
                setup == null ? Profile.Setup.NONE : setup.toModel(),
                placement == null ? Profile.Placement.ANYWHERE : placement.toModel(),
                reachability == null ? Profile.ReachabilityHints.STANDARD : reachability.toModel(),
                metadata == null ? Profile.Metadata.STANDARD : metadata.toModel(),
                route == null ? null : route.toModel(Require.present("extension", extension)),
                Require.distinct("allowed_namespaces", allowedNamespaces, Form.Namespace::value));
    }

    record Isolation(
            @JsonProperty(value = "level", required = true)
            @JsonPropertyDescription("Such as container or microvm; one of the extension's isolation_levels.")
            Form.@Nullable Word level) {

        Profile.Isolation toModel() {
            return new Profile.Isolation(
                    Require.present("isolation.level", level).value());
        }
    }

    record Network(
            @JsonProperty("default")
            @JsonPropertyDescription(
                    "What becomes of traffic to the outside that no rule names; deny unless said otherwise.")
            @Nullable
            NetworkDefault defaultAction,

            @JsonProperty("egress")
            @JsonPropertyDescription(
                    "What a closed network may reach all the same: host:port, or a network in CIDR form.")
            @Nullable
            List<EgressRule> egress,

            @JsonProperty("enforcement")
            @JsonPropertyDescription(
                    "best-effort names in the status what a backend cannot hold; required refuses instead.")
            @Nullable
            Enforcement enforcement) {

        Profile.Network toModel() {
            List<String> rules = Require.distinct("network.egress", egress, EgressRule::value);
            if (defaultAction == NetworkDefault.ALLOW && !rules.isEmpty()) {
                throw new InvalidField(
                        "network.egress",
                        "says nothing where network.default is allow: remove it, or close the network");
            }
            return new Profile.Network(
                    defaultAction == null ? NetworkDefault.DENY : defaultAction, rules, orBestEffort(enforcement));
        }
    }

    record Workspace(
            @JsonProperty("mode")
            @JsonPropertyDescription("remote-canonical: what lies in the sandbox is the truth, nothing is synced back.")
            @Nullable
            WorkspaceMode mode,

            @JsonProperty("access")
            @JsonPropertyDescription("Whether the workspace may be written: rw or ro.")
            @Nullable
            WorkspaceAccess access,

            @JsonProperty("persistent")
            @JsonPropertyDescription("Whether only a backend will do that can keep workspaces.")
            @Nullable
            Boolean persistent,

            @JsonProperty("snapshots")
            @JsonPropertyDescription("Whether only a backend will do that takes snapshots.")
            @Nullable
            Boolean snapshots) {

        Profile.Workspace toModel() {
            return new Profile.Workspace(
                    Profile.Workspace.STANDARD.mode(),
                    access == WorkspaceAccess.READ_ONLY ? "ro" : Profile.Workspace.STANDARD.access(),
                    Boolean.TRUE.equals(persistent),
                    Boolean.TRUE.equals(snapshots));
        }
    }

    /// Where the truth about a workspace lies.
    enum WorkspaceMode {
        @JsonProperty("remote-canonical")
        REMOTE_CANONICAL
    }

    /// Whether a workspace may be written.
    enum WorkspaceAccess {
        @JsonProperty("rw")
        READ_WRITE,
        @JsonProperty("ro")
        READ_ONLY
    }

    record Lifetime(
            @JsonProperty(value = "default", required = true)
            @JsonPropertyDescription(
                    "Used when a sandbox names none: a whole number and one of s, m, h, d, such as 4h.")
            @Nullable
            TtlDuration defaultTtl,

            @JsonProperty(value = "max", required = true)
            @JsonPropertyDescription("No sandbox lives longer, however often it is extended; at most 3650d.")
            @Nullable
            TtlDuration max,

            @JsonProperty("idle_reap")
            @JsonPropertyDescription("Ends a sandbox that nobody used for so long; null means never.")
            @Nullable
            TtlDuration idleReap) {

        Profile.Lifetime toModel() {
            TtlDuration usual = Require.present("ttl.default", defaultTtl);
            TtlDuration longest = Require.present("ttl.max", max);
            Require.atMost("ttl.max", longest, TtlDuration.LONGEST, "the longest that is kept");
            Require.atMost("ttl.default", usual, longest, "ttl.max");
            if (idleReap != null) {
                Require.atMost("ttl.idle_reap", idleReap, longest, "ttl.max");
            }
            return new Profile.Lifetime(usual, longest, idleReap);
        }
    }

    record Resources(
            @JsonProperty("cpu") @JsonPropertyDescription("Processors, such as 0.5; null for no bound.") @Nullable
            BigDecimal cpu,

            @JsonProperty("memory_mb") @JsonPropertyDescription("Mebibytes; null for no bound.") @Nullable
            Integer memoryMb,

            @JsonProperty("pids") @JsonPropertyDescription("Processes and threads; null for no bound.") @Nullable
            Integer pids,

            @JsonProperty("enforcement")
            @JsonPropertyDescription(
                    "best-effort names in the status what a backend cannot hold; required refuses instead.")
            @Nullable
            Enforcement enforcement,

            @JsonProperty("gpu")
            @JsonPropertyDescription("Whether a graphics processor is needed; backends without one are passed over.")
            @Nullable
            Boolean gpu) {

        Profile.Resources toModel() {
            Require.amount("resources.cpu", cpu);
            Require.amount("resources.memory_mb", memoryMb);
            Require.amount("resources.pids", pids);
            return new Profile.Resources(cpu, memoryMb, pids, orBestEffort(enforcement), gpu != null && gpu);
        }
    }

    record Setup(
            @JsonProperty("instructions")
            @JsonPropertyDescription("For whoever works in the sandbox; null when there are none.")
            @Nullable
            String instructions,

            @JsonProperty("secret_refs")
            @JsonPropertyDescription("Secrets that the sandbox gets: <name> or <name>/<key>. Never their values.")
            @Nullable
            List<SecretReference> secretRefs,

            @JsonProperty("compose_file")
            @JsonAlias("composeFile")
            @JsonPropertyDescription("The compose file inside the workspace, when the request names none.")
            Form.@Nullable WorkspacePath composeFile) {

        Profile.Setup toModel() {
            List<String> refs = Require.distinct("setup.secret_refs", secretRefs, SecretReference::toString);
            Require.variables("setup.secret_refs", refs);
            return new Profile.Setup(instructions, refs, composeFile == null ? null : composeFile.value());
        }
    }

    private static Enforcement orBestEffort(@Nullable Enforcement enforcement) {
        return enforcement == null ? Enforcement.BEST_EFFORT : enforcement;
    }
}
