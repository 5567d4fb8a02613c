package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A decoded request body.
///
/// @param tree what was sent; never modified here
/// @param problems what a lenient decoder passes over and a strict one refuses, such as `duplicate field
///     "spec.color"`
public record RequestBody(JsonNode tree, List<String> problems) {

    public RequestBody {
        problems = List.copyOf(problems);
    }

    /// A body without anything to object to.
    public static RequestBody of(JsonNode tree) {
        return new RequestBody(tree, List.of());
    }
}
