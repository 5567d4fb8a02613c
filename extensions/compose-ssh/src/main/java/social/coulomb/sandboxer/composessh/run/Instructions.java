package social.coulomb.sandboxer.composessh.run;

import java.util.Set;
import social.coulomb.sandboxer.composessh.workspace.StagedWorkspace;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What the profile wants to tell who works in the sandbox: a file in the workspace, which is sandboxer's and not
/// the repository's.
///
/// @param text empty for none
record Instructions(String text) {

    /// The directory at the top of the workspace, and the file in it.
    static final String DIRECTORY = ".sandboxer";

    static final String FILE = "INSTRUCTIONS.md";

    static Instructions of(Profile profile) {
        String text = profile.setup().instructions();
        // No shell word can carry NUL.
        return new Instructions(text == null ? "" : text.replace("\0", "").strip());
    }

    /// @throws ExtensionFailure.Refused when the workspace has something of its own in their place
    void refuseTaken(StagedWorkspace workspace) throws ExtensionFailure.Refused {
        if (!text.isEmpty() && workspace.files().stream().anyMatch(file -> file.startsWith(DIRECTORY))) {
            throw new ExtensionFailure.Refused(
                    "WorkspaceNameTaken",
                    "The workspace has a " + DIRECTORY + " of its own, where the instructions of the profile go: rename"
                            + " it.");
        }
    }

    /// What the sync of the workspace must leave alone.
    Set<String> names() {
        return text.isEmpty() ? Set.of() : Set.of(DIRECTORY);
    }

    void deliver(ProjectScript script) {
        if (!text.isEmpty()) {
            script.call("instruct", DIRECTORY, FILE, text);
        }
    }
}
