package social.coulomb.sandboxer.crds.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ObjectName;

/// Which workspace to keep, and for how long.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.sandbox == oldSelf.sandbox",
        message = "the sandbox of a Snapshot cannot change: make another Snapshot")
public record SnapshotSpec(
        @Required
        @Size(max = 253)
        @Pattern(ObjectName.PATTERN)
        @JsonPropertyDescription("The name of the Sandbox in the same namespace whose workspace is kept.")
        String sandbox,

        @Size(max = 253) @JsonPropertyDescription("A text for people.") @Nullable
        String label,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("How long to keep it; without it, until the object is deleted.")
        @Nullable
        String retention,

        @Default("Delete")
        @JsonPropertyDescription("Whether the kept workspace is removed when this object is deleted.")
        @Nullable
        SnapshotDeletionPolicy deletionPolicy) {}
