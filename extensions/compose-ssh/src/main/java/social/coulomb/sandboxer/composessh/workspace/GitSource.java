package social.coulomb.sandboxer.composessh.workspace;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.eclipse.jgit.api.CloneCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ProvisionRequest;

/// A git repository named by URL, with an optional `#ref` (branch, tag or commit).
///
/// @param ref null means the repository's own default branch
record GitSource(URIish url, @Nullable String ref) {

    private static final Set<String> SCHEMES = Set.of("https", "ssh");
    private static final int TIMEOUT_SECONDS = 120;

    static boolean isUrl(String repo) {
        return repo.matches("[A-Za-z][A-Za-z0-9+.-]*://.*") || repo.matches("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:.*");
    }

    /// @throws ExtensionFailure.Refused for another scheme, credentials in the URL, or no ref behind the `#`
    static GitSource parse(String repo) throws ExtensionFailure.Refused {
        int hash = repo.indexOf('#');
        String ref = hash < 0 ? null : repo.substring(hash + 1);
        try {
            URIish url = new URIish(hash < 0 ? repo : repo.substring(0, hash));
            String scheme = url.getScheme() == null ? "ssh" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme)) {
                throw refused("'" + scheme + "' is not a scheme for git here: use https or ssh.");
            }
            if (url.getPass() != null || (url.getUser() != null && !scheme.equals("ssh"))) {
                throw refused("it holds credentials in its URL: take them out.");
            }
            if (ref != null && !ref.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,250}")) {
                throw refused("what follows '#' is not a branch, tag or commit.");
            }
            return new GitSource(url, ref);
        } catch (URISyntaxException e) {
            throw refused("it is not a URL.");
        }
    }

    private static ExtensionFailure.Refused refused(String why) {
        return new ExtensionFailure.Refused("GitUrlRefused", "inputs.repo is refused: " + why);
    }

    /// Clones into a directory of its own, which the workspace's release removes.
    ///
    /// A cancelled fetch is left to itself: it ends by its own time limit and removes what it made.
    StagedWorkspace fetch(GitLogins logins, Cancellation cancellation) throws ExtensionFailure {
        FutureTask<StagedWorkspace> task = new FutureTask<>(() -> stage(logins, cancellation));
        Thread thread = Thread.ofVirtual().name("git " + url.getHost()).start(task);
        try (Cancellation.Registration registration = cancellation.onCancel(thread::interrupt)) {
            return task.get();
        } catch (ExecutionException e) {
            cancellation.throwIfCancelled();
            if (e.getCause() instanceof ExtensionFailure failure) {
                throw failure;
            }
            throw unavailable(e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new ExtensionFailure.Cancelled("Fetching the repository was interrupted.");
        }
    }

    private ExtensionFailure unavailable(ExecutionException failure) {
        String message = rootMessage(failure);
        if (message.contains("not authorized") || message.contains("Authentication is required")) {
            return new ExtensionFailure.Transient(
                    "GitUnauthorized",
                    "The repository " + url + " is not there for everybody, and no login was accepted: create a Secret"
                            + " of type kubernetes.io/basic-auth beside the sandbox, with the label "
                            + ProvisionRequest.LABEL_PREFIX + "git-host: " + url.getHost() + ".",
                    failure);
        }
        return new ExtensionFailure.Transient(
                "GitUnavailable", "The repository " + url + " cannot be fetched: " + message, failure);
    }

    private StagedWorkspace stage(GitLogins logins, Cancellation cancellation)
            throws ExtensionFailure, GitAPIException, IOException {
        Path directory = Files.createTempDirectory("sandboxer-git-").toRealPath();
        boolean complete = false;
        try {
            cloneInto(directory, logins, cancellation);
            cancellation.throwIfCancelled();
            StagedWorkspace workspace =
                    new StagedWorkspace(directory, TrackedFiles.list(directory, directory), () -> remove(directory));
            complete = true;
            return workspace;
        } finally {
            if (!complete) {
                remove(directory);
            }
        }
    }

    private void cloneInto(Path directory, GitLogins logins, Cancellation cancellation)
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
        logins.serve(clone);
        if (!commit) {
            clone.setDepth(1).setCloneAllBranches(false);
            if (ref != null) {
                clone.setBranch(ref);
            }
        }
        try (Git git = clone.call()) {
            if (ref != null && git.getRepository().resolve(ref) == null) {
                throw unknownRef(ref);
            }
            if (commit && ref != null) {
                git.checkout().setName(ref).call();
            }
        } catch (GitAPIException e) {
            if (ref != null && rootMessage(e).contains("not found in upstream")) {
                throw unknownRef(ref);
            }
            throw e;
        }
    }

    private ExtensionFailure.Refused unknownRef(String name) {
        return new ExtensionFailure.Refused(
                "GitRefUnknown", "The repository " + url + " has no branch, tag or commit '" + name + "'.");
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
