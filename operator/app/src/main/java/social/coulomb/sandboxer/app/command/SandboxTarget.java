package social.coulomb.sandboxer.app.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.sdk.DurationText;

/// Which sandbox a command means, and how long it waits for it.
final class SandboxTarget {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The sandbox's namespace (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private String namespace;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long to wait (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String timeout;

    @Option(names = "--no-wait", negatable = false, description = "Return as soon as the API has taken it.")
    private boolean returnsAtOnce;

    String namespace() {
        return namespace;
    }

    boolean waits() {
        return !returnsAtOnce;
    }

    Resource<Sandbox> find(KubernetesClient client, String name) {
        return client.resources(Sandbox.class).inNamespace(namespace).withName(name);
    }

    /// Blocks until the sandbox is as wished; null means that it is gone.
    ///
    /// @throws StartFailure when the time is over, with the last thing that was said about it
    @Nullable
    Sandbox await(KubernetesClient client, String name, Predicate<@Nullable Sandbox> wish) throws StartFailure {
        Resource<Sandbox> sandbox = find(client, name);
        try {
            Duration limit = DurationText.parse(timeout);
            return sandbox.waitUntilCondition(wish::test, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(Exit.USAGE, "--timeout: " + e.getMessage(), e);
        } catch (KubernetesClientException e) {
            Sandbox last = sandbox.get();
            throw new StartFailure(
                    Exit.UNFINISHED,
                    "sandbox/" + name + " is not there yet after " + timeout + ": " + SandboxLine.reason(last),
                    e);
        }
    }
}
