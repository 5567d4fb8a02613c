package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// What the present incarnation was made from, to tell a changed spec by.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EstablishedFrom(
        @Size(max = 253) @JsonPropertyDescription("The value of spec.recreate that was acted upon.") @Nullable
        String recreate,

        @Size(max = 80)
        @JsonPropertyDescription("SHA-256 of the profile, inputs, host, route and restore source of the spec.")
        @Nullable
        String digest) {}
