package social.coulomb.sandboxer.app.command.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// What a command did to one sandbox.
///
/// @param sandboxId null when it never had one, or is not known any more
/// @param action such as `dry-run`, `destroyed` or `failed`
/// @param detail why; null when there is nothing to add
public record ActionResult(
        @Nullable String sandboxId,
        String namespace,
        String name,
        String action,
        @Nullable String detail) {

    public static ActionResult of(Sandbox sandbox, String action, @Nullable String detail) {
        return new ActionResult(
                sandbox.getStatus() == null ? null : sandbox.getStatus().sandboxId(),
                sandbox.getMetadata().getNamespace(),
                sandbox.getMetadata().getName(),
                action,
                detail);
    }

    public static ArrayNode json(List<ActionResult> results) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        results.forEach(each -> json.addObject()
                .put("sandbox_id", each.sandboxId)
                .put("namespace", each.namespace)
                .put("name", each.name)
                .put("action", each.action)
                .put("detail", each.detail));
        return json;
    }

    /// One line for a person.
    public String line() {
        return "sandbox/" + name + (sandboxId == null ? "" : " " + sandboxId) + " " + action
                + (detail == null ? "" : ": " + detail);
    }
}
