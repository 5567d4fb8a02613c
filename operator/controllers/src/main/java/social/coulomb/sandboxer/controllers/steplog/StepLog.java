package social.coulomb.sandboxer.controllers.steplog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.StepOutput;

/// Keeps the output of the step that failed last in a ConfigMap that the sandbox owns, so that it can be read and
/// goes with it. Best effort: never blocks a pass, never fails one.
public final class StepLog implements AutoCloseable {

    /// Marks a ConfigMap as a log of ours.
    public static final String LABEL = SandboxerApi.GROUP + "/log";

    private static final Logger LOG = LoggerFactory.getLogger(StepLog.class);
    private static final String SUFFIX = "-log";
    private static final int LONGEST_NAME = 253;
    private static final int MOST_WAITING = 1000;

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<String, ConfigMap> latest = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("step-log").factory());

    public StepLog(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /// The log's name of a sandbox.
    public static String name(String sandbox) {
        return sandbox.substring(0, Math.min(sandbox.length(), LONGEST_NAME - SUFFIX.length())) + SUFFIX;
    }

    /// Returns at once. Of several failures of one sandbox that wait, the last is written.
    ///
    /// @param failure as a backend throws it: without secrets
    public void record(HasMetadata sandbox, int incarnation, int attempt, ExtensionFailure failure) {
        String uid = sandbox.getMetadata().getUid();
        boolean waits = latest.put(uid, map(sandbox, incarnation, attempt, failure)) != null;
        if (waits) {
            return;
        }
        try {
            writer.execute(() -> write(uid));
        } catch (RejectedExecutionException e) {
            latest.remove(uid);
            LOG.debug("The log of a failed step is left out: too many wait, or it is the end");
        }
    }

    /// Writes what waits, for a few seconds at most.
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(3, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void write(String uid) {
        ConfigMap map = latest.remove(uid);
        if (map == null) {
            return;
        }
        try {
            ConfigMap known = client.resource(map).get();
            if (known != null && !isOurs(known, uid)) {
                LOG.warn(
                        "ConfigMap {}/{} is another's, so that the log of the sandbox is not kept",
                        map.getMetadata().getNamespace(),
                        map.getMetadata().getName());
                return;
            }
            client.resource(map).fieldManager("sandboxer").forceConflicts().serverSideApply();
        } catch (RuntimeException e) {
            LOG.warn("The log of a failed step could not be kept: {}", e.getMessage());
        }
    }

    /// One that a former sandbox of the same name has left is about to go with it.
    private static boolean isOurs(ConfigMap known, String uid) {
        Map<String, String> labels = known.getMetadata().getLabels();
        return labels != null
                && "true".equals(labels.get(LABEL))
                && known.getMetadata().getOwnerReferences().stream().allMatch(owner -> uid.equals(owner.getUid()));
    }

    private ConfigMap map(HasMetadata sandbox, int incarnation, int attempt, ExtensionFailure failure) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(sandbox.getMetadata().getNamespace())
                .withName(name(sandbox.getMetadata().getName()))
                .addToLabels(LABEL, "true")
                .addNewOwnerReference()
                .withApiVersion(sandbox.getApiVersion())
                .withKind(sandbox.getKind())
                .withName(sandbox.getMetadata().getName())
                .withUid(sandbox.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withData(data(incarnation, attempt, failure))
                .build();
    }

    /// A failure that left no output is its own.
    private Map<String, String> data(int incarnation, int attempt, ExtensionFailure failure) {
        StepOutput output = failure.output()
                .orElseGet(() -> new StepOutput(failure.reason(), String.valueOf(failure.getMessage())));
        Map<String, String> data = new LinkedHashMap<>();
        data.put("output", output.text());
        data.put("step", output.step());
        data.put("reason", failure.reason());
        data.put("attempt", Integer.toString(attempt));
        data.put("incarnation", Integer.toString(incarnation));
        data.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return data;
    }
}
