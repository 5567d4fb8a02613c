package social.coulomb.sandboxer.crds.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// How the backend is chosen, in place of the profile's own route.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value =
                "!has(self.strategy) || self.strategy != 'explicit' || !has(self.extensions) || size(self.extensions) < 2",
        message = "strategy explicit takes one extension: leave one, or choose another strategy")
@ValidationRule(
        value = "!has(self.extensions) || self.extensions.all(e, self.extensions.exists_one(x, x == e))",
        message = "an extension stands there twice")
public record RouteSpec(
        @JsonPropertyDescription(
                "How to choose among the extensions. explicit takes the first one; the others compare.")
        @Nullable
        RoutingStrategy strategy,

        @Size(max = 16) @JsonPropertyDescription("The candidates by extension id, in order of preference.")
        List<@Size(max = 56) @Pattern("^ext[.][a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$") String> extensions,

        @Pattern("^[0-9]{1,9}([.][0-9]{1,6})?$")
        @Size(max = 16)
        @JsonPropertyDescription(
                "Candidates that cost more than this many US dollars an hour are passed over. A decimal number as text, such as \"1.50\".")
        @Nullable
        String maxCostPerHourUsd) {

    public RouteSpec {
        extensions = WithoutNulls.list(extensions);
    }
}
