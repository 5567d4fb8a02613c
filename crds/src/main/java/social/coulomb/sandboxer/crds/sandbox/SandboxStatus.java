package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// What became of a declared sandbox.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SandboxStatus(
        @JsonPropertyDescription("The sandbox's place in its life, in one word. Derived; logic reads the conditions.")
        @Nullable
        SandboxState state,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Ready (the summary), Routed, Provisioned, Reachable, UpToDate, Expired, Active, Reconciling, Stalled, Deleting and Finished.")
        List<Condition> conditions,

        @JsonPropertyDescription("The metadata.generation that this status speaks about.") @Nullable
        Long observedGeneration,

        @Min(0) @JsonPropertyDescription("Counts the establishments of this object.") @Nullable
        Integer incarnation,

        @Size(max = 12)
        @Pattern("^[0-9a-f]{12}$")
        @SelectableField
        @JsonPropertyDescription("The present incarnation's id; its names at the backend are sbx- and this.")
        @Nullable
        String sandboxId,

        @JsonPropertyDescription("The recipe that the present incarnation was made from.") @Nullable
        ProfileReference profile,

        @JsonPropertyDescription("What the present incarnation was made from, to tell a changed spec by.") @Nullable
        EstablishedFrom establishedFrom,

        @JsonPropertyDescription("Which backend was chosen, and why.") @Nullable
        RouteStatus route,

        @JsonPropertyDescription("When the present incarnation became ready; its time to live counts from here.")
        @Nullable
        Instant readyAt,

        @JsonPropertyDescription("How a consumer reaches the sandbox.") @Nullable
        ReachabilityStatus reachability,

        @Size(max = 8) @JsonPropertyDescription("The time to live in force.") @Nullable
        String ttl,

        @JsonPropertyDescription("When the sandbox's time is over.") @Nullable
        Instant expiresAt,

        @JsonPropertyDescription("When the sandbox counts as idle if nothing happens until then.") @Nullable
        Instant idleAt,

        @JsonPropertyDescription(
                "When the sandbox was last known to be used: it became ready, its spec changed, or a consumer's Lease ran out.")
        @Nullable
        Instant lastActivityAt,

        @JsonPropertyDescription("Who asked for it, with the configured defaults filled in.") @Nullable
        Consumer consumer,

        @JsonPropertyDescription("What the sandbox cost its host.") @Nullable
        TelemetryStatus telemetry,

        @JsonPropertyDescription("What a metered backend costs.") @Nullable
        MeterStatus meter,

        @JsonPropertyDescription("What is being done at the backend; absent when nothing is.") @Nullable
        OperationStatus operation,

        @Size(max = 32) @JsonPropertyDescription("The latest lifecycle events, oldest first.")
        List<LifecycleTransition> transitions,

        @Min(0) @JsonPropertyDescription("The sequence up to which the lifecycle events have been delivered.") @Nullable
        Long acknowledgedTransition,

        @Size(max = 8)
        @JsonPropertyDescription(
                "What earlier incarnations may have left at places that are away; hunted until proven gone.")
        List<Remains> remains,

        @JsonPropertyDescription("Why the present incarnation came to its end.") @Nullable
        EndReason endReason,

        @JsonPropertyDescription("When nothing was left of the present incarnation.") @Nullable
        Instant endedAt) {

    public SandboxStatus {
        conditions = WithoutNulls.list(conditions);
        transitions = WithoutNulls.list(transitions);
        remains = WithoutNulls.list(remains);
    }
}
