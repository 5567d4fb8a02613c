package social.coulomb.sandboxer.composessh.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.composessh.TestProfiles;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.catalog.Profile;

class WorkspaceSourcesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private Path outside;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(directory.toRealPath().resolve("allowed"));
        outside = Files.createDirectories(directory.toRealPath().resolve("outside"));
        Files.createDirectories(root.resolve("plain/sub"));
        Files.writeString(root.resolve("plain/sub/file"), "content");
        Files.createSymbolicLink(root.resolve("out"), outside);
    }

    @Test
    void aPlainDirectoryIsTakenWhole() throws Exception {
        try (StagedWorkspace workspace = open(root.resolve("plain").toString())) {
            assertThat(workspace.files()).containsExactlyInAnyOrder(Path.of("sub"), Path.of("sub/file"));
        }
    }

    @Test
    void aCheckoutIsWhatGitTracksAsItStandsNow() throws Exception {
        Path checkout = checkout();
        Files.writeString(checkout.resolve("tracked"), "changed since");
        Files.writeString(checkout.resolve("untracked.env"), "SECRET=1");
        Files.delete(checkout.resolve("deleted"));

        try (StagedWorkspace workspace = open(checkout.toString())) {
            assertThat(workspace.root()).isEqualTo(checkout);
            assertThat(workspace.files()).containsExactlyInAnyOrder(Path.of("tracked"), Path.of("sub/inner"));
        }
    }

    @Test
    void aDirectoryInsideACheckoutIsWhatGitTracksThere() throws Exception {
        Path checkout = checkout();
        Files.writeString(checkout.resolve("sub/untracked"), "x");

        try (StagedWorkspace workspace = open(checkout.resolve("sub").toString())) {
            assertThat(workspace.files()).containsExactly(Path.of("inner"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ROOT/../outside", "ROOT/out", "/etc", "plain", "ROOT/missing", "ROOT/plain/sub/file", "a\0b", ""
            })
    void whatLiesOutsideTheAllowedRootsIsRefused(String repo) {
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> open(repo.replace("ROOT", root.toString())))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("LocalPathRefused"));
    }

    @Test
    void whereNoRootIsAllowedEveryLocalPathIsRefused() {
        WorkspaceSources sources = new WorkspaceSources(new LocalSources(List.of(), root));

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> sources.open(
                        request(Map.of("repo", root.toString()), TestProfiles.standard()), new Cancellation()))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("LocalPathRefused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "http://example.com/x.git",
                "git://example.com/x.git",
                "ext::sh -c id",
                "ext://sh",
                "https://user:secret@example.com/x.git",
                "https://token@example.com/x.git",
                "ssh://git:secret@example.com/x.git",
                "https://example.com/x.git#--upload-pack=id",
                "https://example.com/x.git#a b"
            })
    void otherSchemesAndCredentialsInTheUrlAreRefusedWithoutRepeatingThem(String repo) {
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> open(repo))
                .satisfies(refusal -> assertThat(refusal.reason()).isIn("GitUrlRefused", "LocalPathRefused"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret", "token"));
    }

    @Test
    void aRepositoryThatCannotBeFetchedIsTransientAndLeavesNoDirectory() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        long before = countClones(temporary);

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(() -> open("https://127.0.0.1:1/nothing.git"))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("GitUnavailable"));

        assertThat(countClones(temporary)).isEqualTo(before);
    }

    @Test
    void aRequestWithoutARepositoryIsRefusedUnlessItIsTheCanarys() throws Exception {
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> sources().open(request(Map.of(), TestProfiles.standard()), new Cancellation()))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("InputMissing"));

        Profile canary = TestProfiles.with("metadata: {observability: canary}");
        try (StagedWorkspace workspace = sources().open(request(Map.of(), canary), new Cancellation())) {
            assertThat(workspace.root()).isEqualTo(root);
        }
    }

    private Path checkout() throws Exception {
        Path checkout = root.resolve("checkout");
        Files.createDirectories(checkout.resolve("sub"));
        Files.writeString(checkout.resolve("tracked"), "1");
        Files.writeString(checkout.resolve("deleted"), "1");
        Files.writeString(checkout.resolve("sub/inner"), "1");
        try (Git git = Git.init().setDirectory(checkout.toFile()).call()) {
            git.add().addFilepattern(".").call();
        }
        return checkout;
    }

    private static long countClones(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("sandboxer-git-"))
                    .count();
        }
    }

    private StagedWorkspace open(String repo) throws ExtensionFailure {
        return sources().open(request(Map.of("repo", repo), TestProfiles.standard()), new Cancellation());
    }

    private WorkspaceSources sources() {
        return new WorkspaceSources(new LocalSources(List.of(root), root));
    }

    private static ProvisionRequest request(Map<String, String> inputs, Profile profile) {
        return new ProvisionRequest(new SandboxIdentity("here", "uid", 1, "default", "x"), profile, inputs, "host");
    }
}
