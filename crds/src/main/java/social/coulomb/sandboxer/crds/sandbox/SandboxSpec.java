package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ObjectName;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// What a user wants.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.restoreFrom) || !has(self.inputs) || !('repo' in self.inputs)",
        message = "inputs.repo and restoreFrom exclude each other: a restored workspace comes from its snapshot")
@ValidationRule(
        value = "!has(self.ttlAfterFinished) || (has(self.shutdownPolicy) && self.shutdownPolicy == 'Delete')",
        message = "ttlAfterFinished has a meaning only with shutdownPolicy Delete")
@ValidationRule(
        value = "!has(self.inputs) || self.inputs.all(name, name.matches('^[A-Za-z_][A-Za-z0-9_.-]{0,127}$'))",
        fieldPath = ".inputs",
        message =
                "an input's name begins with a letter or '_' and goes on with letters, digits, '_', '.' and '-', 128 characters at most")
public record SandboxSpec(
        @Size(max = 60)
        @Pattern("^profile\\.[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$")
        @JsonPropertyDescription(
                "The recipe, by id. Without it: profile.compose-e2e when inputs.repo is given, else profile.sandbox-canary.")
        @Nullable
        String profile,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Values for the profile, such as repo (the workspace's source) and composeFile. Which ones there are is the extension's to say.")
        Map<String, @Size(max = 4096) String> inputs,

        @Size(max = 253)
        @Pattern(ObjectName.PATTERN)
        @JsonPropertyDescription("The HostProbe to place the sandbox on. Without it the profile's placement chooses.")
        @Nullable
        String host,

        @JsonPropertyDescription("How to choose the extension, in place of the profile's route.") @Nullable
        RouteSpec route,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription(
                "How long the sandbox lives from the moment it is ready, such as 90s, 30m, 2h or 1d; capped by the profile. Patch it to extend.")
        @Nullable
        String ttl,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("How long the sandbox may go without activity before it is ended.")
        @Nullable
        String idleTimeout,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("How long establishing may take before the sandbox is Failed.")
        @Nullable
        String establishTimeout,

        @Default("Retain")
        @JsonPropertyDescription(
                "What happens to this object once its sandbox has ended. Retain keeps it as a record, which GitOps tools need; Delete deletes it after ttlAfterFinished.")
        @Nullable
        ShutdownPolicy shutdownPolicy,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("How long the record stays after the end, with shutdownPolicy Delete.")
        @Nullable
        String ttlAfterFinished,

        @Default("Running")
        @JsonPropertyDescription(
                "Whether the sandbox should exist. Destroyed takes it away and keeps the object as a record.")
        @Nullable
        OperatingMode operatingMode,

        @Size(max = 253)
        @JsonPropertyDescription(
                "Any text; a change ends the present incarnation and establishes a new one from the present spec, unless that one could not be made.")
        @Nullable
        String recreate,

        @Default("OnRecreate")
        @JsonPropertyDescription(
                "When a changed profile, input, host or route takes effect: at the next change of recreate, or at once.")
        @Nullable
        UpdatePolicy updatePolicy,

        @JsonPropertyDescription("The snapshot whose workspace the sandbox starts with.") @Nullable
        RestoreSource restoreFrom,

        @JsonPropertyDescription("Who asked, for attribution.") @Nullable
        Consumer consumer) {

    public SandboxSpec {
        inputs = WithoutNulls.map(inputs);
    }
}
