package social.coulomb.sandboxer.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.catalog.BundledFiles;

/// What the canary deploys: sandboxer's own tree where the program runs from a checkout, else a small bundled
/// one.
public final class CanaryWorkspace {

    /// Names the tree to deploy; wins over the checkout that the program was started from.
    public static final String TREE_VARIABLE = "SANDBOXER_REPO_ROOT";

    /// Set by `hack/sandboxer` to the checkout that it lies in.
    public static final String CHECKOUT_PROPERTY = "sandboxer.checkout";

    private CanaryWorkspace() {}

    /// @param unpackInto where the bundled workspace is written when there is no tree
    /// @throws StartFailure when a named tree is no canary workspace, or the bundled one cannot be written
    public static Path find(@Nullable String tree, @Nullable String checkout, Path unpackInto) throws StartFailure {
        if (tree != null && !tree.isBlank()) {
            Path named = Path.of(tree).toAbsolutePath().normalize();
            if (!isTree(named)) {
                throw new StartFailure(
                        Exit.USAGE,
                        TREE_VARIABLE + "=" + named + " is not sandboxer's tree: profiles/sandbox-canary/compose.yaml"
                                + " is missing there");
            }
            return named;
        }
        if (checkout != null && isTree(Path.of(checkout)) && Files.exists(Path.of(checkout, ".git"))) {
            return Path.of(checkout).toAbsolutePath().normalize();
        }
        return unpack(unpackInto);
    }

    private static boolean isTree(Path directory) {
        return Files.isRegularFile(directory.resolve("profiles/sandbox-canary/compose.yaml"));
    }

    private static Path unpack(Path directory) throws StartFailure {
        try {
            for (Map.Entry<String, String> file :
                    BundledFiles.textsIn("/canary-workspace").entrySet()) {
                Path target = directory.resolve(file.getKey());
                Files.createDirectories(directory.resolve(target).getParent());
                Files.writeString(target, file.getValue());
            }
            return directory.toRealPath();
        } catch (IOException e) {
            throw new StartFailure(
                    Exit.STATE, "The canary's workspace cannot be written to " + directory + ": " + e.getMessage(), e);
        }
    }
}
