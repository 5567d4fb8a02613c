package social.coulomb.sandboxer.app.command.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.home.StateDirectory;
import social.coulomb.sandboxer.controllers.TolerantClient;

/// How a command finds the API: `--kubeconfig`, else `KUBECONFIG`, else that of a `sandboxer up` on this
/// machine, else the user's own.
public final class ApiOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "How to reach the API; without it KUBECONFIG, else what 'sandboxer up' wrote, else ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig to use; its current one without it.")
    private @Nullable String context;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "The state directory of the 'sandboxer up' to talk to.")
    private @Nullable Path stateDirectory;

    /// The caller closes it.
    ///
    /// @throws StartFailure when the kubeconfig cannot be read
    public KubernetesClient connect() throws StartFailure {
        return connect(null);
    }

    /// @param state the state directory, where it was said in another way
    KubernetesClient connect(@Nullable Path state) throws StartFailure {
        Path file = choose(state == null ? stateDirectory : state);
        try {
            return TolerantClient.build(file == null ? Config.autoConfigure(context) : read(file));
        } catch (IOException | RuntimeException e) {
            throw new StartFailure(
                    Exit.API,
                    "The kubeconfig " + (file == null ? "" : file + " ") + "cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private Config read(Path file) throws IOException {
        String text = Files.readString(file);
        return context == null
                ? Config.fromKubeconfig(text)
                : Config.fromKubeconfig(context, text, file.toAbsolutePath().toString());
    }

    private @Nullable Path choose(@Nullable Path state) {
        if (kubeconfig != null) {
            return kubeconfig;
        }
        if (state != null) {
            return new StateDirectory(state.toAbsolutePath()).kubeconfig();
        }
        Path local = new StateDirectory(StateDirectory.defaultRoot()).kubeconfig();
        return System.getenv("KUBECONFIG") == null && Files.exists(local) ? local : null;
    }
}
