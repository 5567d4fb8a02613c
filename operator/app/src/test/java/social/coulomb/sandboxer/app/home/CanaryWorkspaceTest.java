package social.coulomb.sandboxer.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.app.StartFailure;

class CanaryWorkspaceTest {

    private static final String COMPOSE_FILE = "profiles/sandbox-canary/compose.yaml";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @Test
    void withoutATreeTheBundledWorkspaceIsUnpacked() throws Exception {
        Path workspace = CanaryWorkspace.find(null, null, scratch.resolve("canary"));

        assertThat(workspace.resolve(COMPOSE_FILE)).isRegularFile();
    }

    @Test
    void theCheckoutThatTheProgramWasStartedFromIsDeployed() throws Exception {
        Path checkout = tree("checkout");
        Files.createDirectory(checkout.resolve(".git"));

        assertThat(CanaryWorkspace.find(null, checkout.toString(), scratch)).isEqualTo(checkout);
    }

    @Test
    void aNamedTreeWinsOverTheCheckout() throws Exception {
        Path named = tree("named");

        assertThat(CanaryWorkspace.find(named.toString(), tree("checkout").toString(), scratch))
                .isEqualTo(named);
    }

    @Test
    void aNamedTreeThatIsNoneIsRefused() {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> CanaryWorkspace.find(scratch.toString(), null, scratch))
                .withMessageContaining(COMPOSE_FILE);
    }

    private Path tree(String name) throws Exception {
        Path tree = scratch.resolve(name);
        Files.createDirectories(tree.resolve(COMPOSE_FILE).getParent());
        Files.createFile(tree.resolve(COMPOSE_FILE));
        return tree;
    }
}
