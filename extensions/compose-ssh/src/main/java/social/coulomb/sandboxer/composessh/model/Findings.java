package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong, so that a user sees all of it at once.
final class Findings {

    private final List<Finding> findings = new ArrayList<>();

    void add(String path, String message) {
        findings.add(new Finding(path, message));
    }

    /// The one sentence for keys that no rule allows.
    void addUnknown(String path) {
        add(path, "is not allowed in a sandbox: remove it");
    }

    void addWrongType(String path, String wanted, JsonNode found) {
        add(
                path,
                "must be " + wanted + ", not " + found.getNodeType().toString().toLowerCase(java.util.Locale.ROOT));
    }

    void throwIfAny() throws ComposeRefused {
        if (!findings.isEmpty()) {
            throw new ComposeRefused(findings);
        }
    }
}
