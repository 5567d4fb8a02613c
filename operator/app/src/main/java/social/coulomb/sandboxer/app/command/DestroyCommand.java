package social.coulomb.sandboxer.app.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

/// `sandboxer destroy`: deletes a sandbox and waits until nothing of it is left. One that is gone is a success.
@Command(
        name = "destroy",
        description = "Deletes a sandbox and waits until nothing of it is left.",
        mixinStandardHelpOptions = true)
public final class DestroyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final SandboxTarget target = new SandboxTarget();

    @Parameters(paramLabel = "NAME", description = "The sandbox's name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public Integer call() throws Exception {
        try (KubernetesClient client = access.connect()) {
            target.find(client, name).delete();
            if (target.waits()) {
                target.await(client, name, Objects::isNull);
            }
        } catch (KubernetesClientException e) {
            throw new StartFailure(Exit.API, "The API says: " + e.getMessage(), e);
        }
        spec.commandLine()
                .getOut()
                .println("sandbox/" + name + (target.waits() ? " destroyed" : " is being destroyed"));
        return 0;
    }
}
