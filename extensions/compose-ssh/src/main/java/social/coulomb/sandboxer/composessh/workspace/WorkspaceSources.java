package social.coulomb.sandboxer.composessh.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import social.coulomb.sandboxer.host.sync.WorkspaceSync;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.ProvisionRequest;

/// Finds the workspace that a request means: `inputs.repo`, or the canary's own.
public final class WorkspaceSources {

    /// The input that names a directory or a git URL with an optional `#ref`.
    public static final String REPO = "repo";

    private final LocalSources local;

    public WorkspaceSources(LocalSources local) {
        this.local = local;
    }

    /// Blocks while a repository is fetched. The caller closes the result.
    ///
    /// @throws ExtensionFailure.Refused when the request names no workspace that may be used
    public StagedWorkspace open(ProvisionRequest request, Cancellation cancellation) throws ExtensionFailure {
        String repo = request.inputs().get(REPO);
        if (repo != null) {
            return GitSource.isUrl(repo)
                    ? GitSource.parse(repo)
                            .fetch(new GitLogins(request.secrets().sources()), cancellation)
                    : allowed(repo);
        }
        if (request.profile().isCanary()) {
            return directory(local.canaryWorkspace(), local.canaryWorkspace());
        }
        throw new ExtensionFailure.Refused(
                "InputMissing",
                "Profile " + request.profile().id() + " needs spec.inputs.repo: a git URL, or a directory that"
                        + " sandboxer may read.");
    }

    private StagedWorkspace allowed(String repo) throws ExtensionFailure {
        if (local.roots().isEmpty()) {
            throw new ExtensionFailure.Refused(
                    "LocalPathRefused",
                    "inputs.repo '" + repo + "' is a local path, and none may be read here: use a git URL, or start"
                            + " 'sandboxer up' with --repo-root.");
        }
        Path real = realPath(repo);
        for (Path root : local.roots()) {
            if (real.startsWith(root)) {
                return directory(real, root);
            }
        }
        throw new ExtensionFailure.Refused(
                "LocalPathRefused",
                "inputs.repo '" + repo + "' lies outside what may be read (" + local.roots()
                        + "): start 'sandboxer up' with --repo-root for it.");
    }

    private static Path realPath(String repo) throws ExtensionFailure.Refused {
        try {
            Path path = Path.of(repo);
            if (path.isAbsolute() && Files.isDirectory(path)) {
                return path.toRealPath();
            }
        } catch (InvalidPathException | IOException e) {
            throw new ExtensionFailure.Refused(
                    "LocalPathRefused", "inputs.repo '" + repo + "' cannot be read: " + e.getMessage(), e);
        }
        throw new ExtensionFailure.Refused(
                "LocalPathRefused", "inputs.repo '" + repo + "' is not an absolute path of a directory.");
    }

    /// @param ceiling the highest directory that may be looked at for a checkout
    private static StagedWorkspace directory(Path root, Path ceiling) throws ExtensionFailure {
        try {
            boolean checkout = TrackedFiles.isCheckout(root, ceiling);
            List<Path> files = checkout ? TrackedFiles.list(root, ceiling) : WorkspaceSync.tree(root);
            return new StagedWorkspace(root, files, StagedWorkspace.Release.NOTHING);
        } catch (IOException e) {
            throw new ExtensionFailure.Transient(
                    "WorkspaceUnreadable", "The workspace " + root + " cannot be read: " + e.getMessage(), e);
        }
    }
}
