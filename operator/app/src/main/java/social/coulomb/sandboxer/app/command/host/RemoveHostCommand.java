package social.coulomb.sandboxer.app.command.host;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.ApiRefusal;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// `sandboxer hosts remove`: a host is no longer declared. One that is not declared is a success.
@Command(
        name = "remove",
        description = "Releases a host: waits until no sandbox is placed on it and nothing of ours is left there.",
        mixinStandardHelpOptions = true)
final class RemoveHostCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 60;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Parameters(paramLabel = "NAME", description = "The HostProbe's name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public Integer call() throws Exception {
        boolean isDeclared;
        try (KubernetesClient client = access.connect()) {
            Resource<HostProbe> probe = client.resources(HostProbe.class).withName(name);
            isDeclared = !probe.delete().isEmpty();
            probe.waitUntilCondition(Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new StartFailure(
                    Exit.HOST,
                    "hostprobe/" + name + " is not released after " + PATIENCE_SECONDS
                            + " s: destroy the sandboxes on it first. It goes as soon as they are gone.",
                    e);
        } catch (KubernetesClientException e) {
            throw ApiRefusal.explain(e);
        }
        spec.commandLine().getOut().println("hostprobe/" + name + (isDeclared ? " removed" : " is not there"));
        return 0;
    }
}
