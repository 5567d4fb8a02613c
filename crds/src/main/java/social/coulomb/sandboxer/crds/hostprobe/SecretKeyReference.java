package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import social.coulomb.sandboxer.crds.ObjectName;

/// A value in a Secret of the operator's namespace.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretKeyReference(
        @Required @Size(max = 253) @Pattern(ObjectName.PATTERN) @JsonPropertyDescription("The Secret's name.")
        String name,

        @Required
        @Size(max = 253)
        @Pattern("^[.]?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$")
        @JsonPropertyDescription("The key within the Secret.")
        String key) {}
