package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// What may be removed of what was left behind.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.kinds) || self.kinds.all(k, self.kinds.exists_one(x, x == k))",
        message = "a kind stands there twice: leave one",
        fieldPath = ".kinds")
public record ReapSpec(
        @JsonPropertyDescription(
                "Off; DryRun writes a plan; Apply deletes what is planned. This version acts on Off alone.")
        @Nullable
        ReapMode mode,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("Only what is older than this is planned.")
        @Nullable
        String olderThan,

        @Size(max = 8) @JsonPropertyDescription("Which kinds may be planned: orphan_dir, orphan_compose, aged_dir.")
        List<@Size(max = 16) @Pattern("^(orphan_dir|orphan_compose|aged_dir)$") String> kinds,

        @Size(max = 64)
        @Pattern("^[0-9a-f]*$")
        @JsonPropertyDescription("The digest of the plan in status that may be carried out, with mode DryRun.")
        @Nullable
        String approve) {

    public ReapSpec {
        kinds = WithoutNulls.list(kinds);
    }
}
