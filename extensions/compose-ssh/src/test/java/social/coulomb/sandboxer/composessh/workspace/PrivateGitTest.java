package social.coulomb.sandboxer.composessh.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.SourceCredential;

/// Private repositories of git's own server.
class PrivateGitTest {

    private static final String LOGIN = "robot:t0ken-word";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void commit() throws Exception {
        Path repository = directory.resolve("team/repo.git");
        Files.createDirectories(repository);
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("compose.yaml"), "services: {}\n");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setSign(false)
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .setMessage("first")
                    .call();
        }
    }

    @Test
    void aLoginOpensAPrivateRepositoryAndIsKeptNowhere() throws Exception {
        try (GitServer server = GitServer.serving(directory, LOGIN);
                StagedWorkspace workspace = fetch(server.url(), login(server.url()))) {
            assertThat(workspace.files()).containsExactly(Path.of("compose.yaml"));
            assertThat(server.shown()).isNotEmpty().containsOnly(LOGIN);
            try (var files = Files.walk(workspace.root())) {
                assertThat(files.filter(Files::isRegularFile))
                        .allSatisfy(
                                file -> assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                                        .doesNotContain("t0ken-word", "robot"));
            }
        }
    }

    @Test
    void withoutAFittingLoginTheCureIsTold() throws Exception {
        try (GitServer server = GitServer.serving(directory, LOGIN)) {
            for (List<SourceCredential> logins : List.of(
                    List.<SourceCredential>of(),
                    login("http://other.example"),
                    List.of(new SourceCredential(server.url(), "robot", "wrong-word")))) {
                assertThatExceptionOfType(ExtensionFailure.Transient.class)
                        .isThrownBy(() -> fetch(server.url(), logins))
                        .withMessageContaining("sandboxer.coulomb.social/git-host: 127.0.0.1")
                        .satisfies(failure -> assertThat(failure.reason()).isEqualTo("GitUnauthorized"))
                        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("wrong-word"));
            }
            assertThat(server.shown()).doesNotContain(LOGIN);
        }
    }

    @Test
    void aServerThatSendsUsOnDoesNotPassTheLoginToAnother() throws Exception {
        try (GitServer other = GitServer.serving(directory, null);
                GitServer first = GitServer.sendingTo(other.url(), LOGIN);
                StagedWorkspace workspace = fetch(first.url(), login(first.url()))) {
            assertThat(workspace.files()).containsExactly(Path.of("compose.yaml"));
            assertThat(first.shown()).contains(LOGIN);
            assertThat(other.shown()).isEmpty();
        }
    }

    private static List<SourceCredential> login(String url) {
        return List.of(new SourceCredential(url, "robot", "t0ken-word"));
    }

    private static StagedWorkspace fetch(String url, List<SourceCredential> logins) throws Exception {
        return new GitSource(new URIish(url + "/team/repo.git"), null).fetch(new GitLogins(logins), new Cancellation());
    }
}
