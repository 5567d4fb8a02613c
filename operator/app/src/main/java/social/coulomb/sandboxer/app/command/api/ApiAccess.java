package social.coulomb.sandboxer.app.command.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;

/// [ApiOptions] with the word that `sandboxer up` has for the state directory, for commands where it can mean
/// nothing else.
public final class ApiAccess {

    @Mixin
    private final ApiOptions options = new ApiOptions();

    @Option(names = "--state", paramLabel = "DIR", description = "The same as --state-dir.")
    private @Nullable Path state;

    /// The caller closes it.
    ///
    /// @throws StartFailure when the kubeconfig cannot be read
    public KubernetesClient connect() throws StartFailure {
        return options.connect(state);
    }
}
