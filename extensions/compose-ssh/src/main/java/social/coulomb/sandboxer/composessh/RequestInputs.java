package social.coulomb.sandboxer.composessh;

import java.util.Set;
import java.util.TreeSet;
import social.coulomb.sandboxer.composessh.workspace.ComposeFileChoice;
import social.coulomb.sandboxer.composessh.workspace.WorkspaceSources;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ProvisionRequest;

/// Which inputs a request may have here.
final class RequestInputs {

    private static final Set<String> KNOWN =
            Set.of(WorkspaceSources.REPO, ComposeFileChoice.COMPOSE_FILE, ComposeFileChoice.OLDER_COMPOSE_FILE);

    private static final Set<String> COMPOSE_FILE_SPELLINGS =
            Set.of(ComposeFileChoice.COMPOSE_FILE, ComposeFileChoice.OLDER_COMPOSE_FILE);

    private RequestInputs() {}

    /// @throws ExtensionFailure.Refused naming every input that nothing would read, or two that mean the same
    static void check(ProvisionRequest request) throws ExtensionFailure.Refused {
        Set<String> unknown = new TreeSet<>(request.inputs().keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new ExtensionFailure.Refused(
                    "InputUnknown",
                    "spec.inputs has " + String.join(", ", unknown) + ", which this backend does not know: it reads "
                            + WorkspaceSources.REPO + " and " + ComposeFileChoice.COMPOSE_FILE + ".");
        }
        if (request.inputs().keySet().containsAll(COMPOSE_FILE_SPELLINGS)) {
            throw new ExtensionFailure.Refused(
                    "InputTwice",
                    "spec.inputs has " + ComposeFileChoice.COMPOSE_FILE + " and " + ComposeFileChoice.OLDER_COMPOSE_FILE
                            + ", which mean the same: remove " + ComposeFileChoice.OLDER_COMPOSE_FILE + ".");
        }
    }
}
