package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Who asked for a sandbox, and for what; carried into labels, events and meters.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Consumer(
        @SelectableField
        @JsonPropertyDescription("The kind of actor: adm (an administrator), agt (an agent) or atm (an automation).")
        @Nullable
        Actor actor,

        @Size(max = 63)
        @Pattern("^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$")
        @SelectableField
        @JsonPropertyDescription("The project on whose behalf it is asked, as a slug.")
        @Nullable
        String project,

        @Size(max = 128)
        @Pattern("^[A-Za-z0-9]([A-Za-z0-9._:/-]*[A-Za-z0-9])?$")
        @JsonPropertyDescription("The consumer's own id of the run that needs the sandbox.")
        @Nullable
        String runId) {}
