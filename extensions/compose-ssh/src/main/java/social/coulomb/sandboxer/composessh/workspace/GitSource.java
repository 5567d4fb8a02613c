package social.coulomb.sandboxer.composessh.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.CloneCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// A git repository named by URL, with an optional `#ref` (branch, tag or commit).
///
/// @param ref null means the repository's own default branch
record GitSource(URIish url, @Nullable String ref) {

    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git");
    private static final int TIMEOUT_SECONDS = 120;

    static boolean isUrl(String repo) {
        return repo.matches("[A-Za-z][A-Za-z0-9+.-]*://.*") || repo.matches("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:.*");
    }

    /// @throws ExtensionFailure.Refused for another scheme, credentials in the URL, or an option instead of a ref
    static GitSource parse(String repo) throws ExtensionFailure.Refused {
        int hash = repo.indexOf('#');
        String address = hash < 0 ? repo : repo.substring(0, hash);
        String ref = hash < 0 ? null : repo.substring(hash + 1);
        try {
            URIish url = new URIish(address);
            String scheme = url.getScheme() == null ? "ssh" : url.getScheme();
            if (!SCHEMES.contains(scheme)) {
                throw new ExtensionFailure.Refused(
                        "GitUrlRefused",
                        "inputs.repo: '" + scheme + "' is not a scheme for git here: use https or ssh.");
            }
            if (url.getPass() != null || (url.getUser() != null && !scheme.equals("ssh"))) {
                throw new ExtensionFailure.Refused(
                        "GitUrlRefused", "inputs.repo holds credentials in its URL: take them out.");
            }
            if (ref != null && !ref.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,250}")) {
                throw new ExtensionFailure.Refused(
                        "GitUrlRefused", "inputs.repo: what follows '#' is not a branch, tag or commit.");
            }
            return new GitSource(url, ref);
        } catch (java.net.URISyntaxException e) {
            throw new ExtensionFailure.Refused("GitUrlRefused", "inputs.repo is not a URL: " + e.getReason());
        }
    }

    /// Clones into a directory of its own, which the workspace's release removes.
    StagedWorkspace fetch(Cancellation cancellation) throws ExtensionFailure {
        try {
            Path directory = Files.createTempDirectory("sandboxer-git-");
            try {
                cloneInto(directory, cancellation);
                List<Path> files = TrackedFiles.list(directory);
                return new StagedWorkspace(directory.toRealPath(), files, () -> remove(directory));
            } catch (GitAPIException | IOException | RuntimeException e) {
                remove(directory);
                cancellation.throwIfCancelled();
                throw new ExtensionFailure.Transient(
                        "GitUnavailable", "The repository " + url + " cannot be fetched: " + rootMessage(e), e);
            } catch (ExtensionFailure e) {
                remove(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new ExtensionFailure.Transient(
                    "WorkspaceUnwritable", "There is no room to fetch a repository to: " + e.getMessage(), e);
        }
    }

    private void cloneInto(Path directory, Cancellation cancellation)
            throws GitAPIException, IOException, ExtensionFailure {
        boolean commit = ref != null && ref.matches("[0-9a-f]{40}");
        CloneCommand clone = Git.cloneRepository()
                .setURI(url.toString())
                .setDirectory(directory.toFile())
                .setTimeout(TIMEOUT_SECONDS)
                .setNoCheckout(commit)
                .setProgressMonitor(new EmptyProgressMonitor() {
                    @Override
                    public boolean isCancelled() {
                        return cancellation.isCancelled();
                    }
                });
        if (!commit) {
            clone.setDepth(1);
            if (ref != null) {
                clone.setBranch(ref);
            }
        }
        try (Git git = clone.call()) {
            if (ref != null && git.getRepository().resolve(ref) == null) {
                throw new ExtensionFailure.Refused(
                        "GitRefUnknown", "The repository " + url + " has no branch, tag or commit '" + ref + "'.");
            }
            if (commit && ref != null) {
                git.checkout().setName(ObjectId.fromString(ref).name()).call();
            }
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
