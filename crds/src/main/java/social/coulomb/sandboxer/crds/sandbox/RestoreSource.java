package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import social.coulomb.sandboxer.crds.ObjectName;

/// Where a sandbox's workspace comes from when it is not made afresh.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoreSource(
        @Required
        @Size(max = 253)
        @Pattern(ObjectName.PATTERN)
        @JsonPropertyDescription("The name of a Snapshot in the same namespace.")
        String snapshot) {}
