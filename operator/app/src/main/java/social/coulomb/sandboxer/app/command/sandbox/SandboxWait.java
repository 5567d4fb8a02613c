package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiRefusal;
import social.coulomb.sandboxer.app.command.output.PlainText;
import social.coulomb.sandboxer.app.command.output.SandboxLine;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Waits for one sandbox to be as wished, and tells how it goes on meanwhile.
final class SandboxWait {

    private final KubernetesClient client;
    private final WaitProgress progress;

    SandboxWait(KubernetesClient client, WaitProgress progress) {
        this.client = client;
        this.progress = progress;
    }

    /// Blocks; null means that it is gone.
    ///
    /// @param wish is given null once the sandbox is gone
    /// @throws StartFailure when the time is over, with the last thing that was said about it
    @Nullable
    Sandbox until(Sandbox sandbox, Duration limit, Predicate<@Nullable Sandbox> wish) throws StartFailure {
        String name = sandbox.getMetadata().getName();
        Resource<Sandbox> resource = client.resources(Sandbox.class)
                .inNamespace(sandbox.getMetadata().getNamespace())
                .withName(name);
        try {
            return resource.waitUntilCondition(
                    seen -> {
                        progress.seen(seen);
                        return wish.test(seen);
                    },
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException e) {
            throw new StartFailure(
                    Exit.UNFINISHED,
                    "sandbox/" + name + " is not there yet after " + spoken(limit) + ": "
                            + SandboxLine.reason(resource.get()),
                    e);
        } catch (KubernetesClientException e) {
            throw ApiRefusal.explain(e);
        }
    }

    /// The object is gone; one of the same name that came after it is another.
    static Predicate<@Nullable Sandbox> isGone(Sandbox sandbox) {
        String uid = sandbox.getMetadata().getUid();
        return seen -> seen == null || !uid.equals(seen.getMetadata().getUid());
    }

    /// Whether the controllers have taken this version of the spec into account.
    static boolean isObserved(@Nullable Sandbox seen, Sandbox declared) {
        Long generation = declared.getMetadata().getGeneration();
        return seen != null
                && seen.getStatus() != null
                && seen.getStatus().observedGeneration() != null
                && (generation == null || seen.getStatus().observedGeneration() >= generation);
    }

    private static String spoken(Duration limit) {
        return PlainText.span(Instant.EPOCH, Instant.EPOCH.plus(limit));
    }
}
