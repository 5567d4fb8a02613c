package social.coulomb.sandboxer.app.command.output;

import java.time.Instant;
import java.util.List;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Sandboxes in each form that can be asked for. Pure.
public final class SandboxOutput {

    private SandboxOutput() {}

    /// @param namespaces whether they may be of several namespaces
    public static List<String> several(List<Sandbox> sandboxes, OutputForm form, boolean namespaces, Instant now) {
        return switch (form) {
            case JSON ->
                List.of(Printing.json(
                        Printing.array(sandboxes.stream().map(SandboxJson::of).toList())));
            case YAML -> sandboxes.isEmpty() ? List.of() : List.of(Printing.yaml(sandboxes));
            case TABLE, WIDE ->
                SandboxTable.lines(sandboxes, new SandboxTable.Columns(namespaces, form == OutputForm.WIDE), now);
            case NAME ->
                sandboxes.stream()
                        .map(sandbox -> "sandbox/" + sandbox.getMetadata().getName())
                        .toList();
        };
    }

    /// As [#several], but one JSON object in place of an array.
    public static List<String> one(Sandbox sandbox, OutputForm form, Instant now) {
        return form == OutputForm.JSON
                ? List.of(Printing.json(SandboxJson.of(sandbox)))
                : several(List.of(sandbox), form, false, now);
    }
}
