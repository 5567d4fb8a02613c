package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the annotations of the catalog's ConfigMaps as they should be. Best effort, on a thread of its own: what
/// cannot be written is logged and tried again, and disturbs nobody.
public final class CatalogAnnotator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogAnnotator.class);
    private static final String FIELD_MANAGER = "sandboxer-catalog-state";
    private static final List<String> OURS =
            List.of(CatalogAnnotations.PROBLEM, CatalogAnnotations.LAST_GOOD, CatalogAnnotations.AVAILABLE);

    /// Between two writes of the same words to one ConfigMap: somebody may be taking them away again.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// @param isConflict somebody else keeps these annotations: theirs stay
    private record Attempt(Map<String, String> wanted, Instant at, boolean isConflict) {}

    private final KubernetesClient client;
    private final CatalogWatch watch;
    private final Function<String, String> availability;
    private final Clock clock;
    private final Map<String, Attempt> attempts = new HashMap<>();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-annotations").factory());

    private CatalogAnnotator(
            KubernetesClient client, CatalogWatch watch, Function<String, String> availability, Clock clock) {
        this.client = client;
        this.watch = watch;
        this.availability = availability;
        this.clock = clock;
    }

    /// Returns at once.
    ///
    /// @param availability of an extension, by its id, as [CatalogAnnotations#AVAILABLE] tells it
    public static CatalogAnnotator start(
            KubernetesClient client, CatalogWatch watch, Function<String, String> availability, Clock clock) {
        CatalogAnnotator annotator = new CatalogAnnotator(client, watch, availability, clock);
        watch.onReread(annotator::wake);
        annotator.wake();
        return annotator;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void wake() {
        if (!thread.isShutdown() && isWoken.compareAndSet(false, true)) {
            thread.execute(this::pass);
        }
    }

    private void pass() {
        isWoken.set(false);
        try {
            List<ConfigMap> maps = watch.maps();
            attempts.keySet()
                    .retainAll(
                            maps.stream().map(map -> map.getMetadata().getUid()).toList());
            boolean isDone = true;
            for (ConfigMap map : maps) {
                isDone &= settle(map, CatalogAnnotations.wanted(map, watch.catalog(), availability));
            }
            if (!isDone) {
                thread.schedule(this::wake, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            LOG.warn("The catalog's annotations could not be compared: {}", e.toString());
        }
    }

    /// @return whether there is nothing to come back for
    private boolean settle(ConfigMap map, Map<String, String> wanted) {
        if (wanted.equals(present(map))) {
            return true;
        }
        String uid = map.getMetadata().getUid();
        Attempt former = attempts.get(uid);
        if (former == null || !former.wanted().equals(wanted)) {
            return write(map, wanted);
        }
        if (former.isConflict()) {
            return true;
        }
        boolean isTooSoon = clock.instant().isBefore(former.at().plus(PAUSE));
        return !isTooSoon && write(map, wanted);
    }

    private boolean write(ConfigMap map, Map<String, String> wanted) {
        String uid = map.getMetadata().getUid();
        try {
            apply(map, wanted);
            attempts.put(uid, new Attempt(wanted, clock.instant(), false));
            return true;
        } catch (KubernetesClientException e) {
            boolean isConflict = e.getCode() == HttpURLConnection.HTTP_CONFLICT;
            attempts.put(uid, new Attempt(wanted, clock.instant(), isConflict));
            LOG.info(
                    "The ConfigMap {} could not be annotated: {}",
                    map.getMetadata().getName(),
                    e.getMessage());
            return isConflict;
        }
    }

    private static Map<String, String> present(ConfigMap map) {
        Map<String, String> annotations = map.getMetadata().getAnnotations();
        Map<String, String> present = new TreeMap<>(annotations == null ? Map.of() : annotations);
        present.keySet().retainAll(OURS);
        return present;
    }

    /// With its identity, so that a ConfigMap that is gone meanwhile is not made anew.
    private void apply(ConfigMap map, Map<String, String> wanted) {
        ConfigMap ours = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(map.getMetadata().getNamespace())
                .withName(map.getMetadata().getName())
                .withUid(map.getMetadata().getUid())
                .withAnnotations(wanted)
                .endMetadata()
                .build();
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(false)
                .build();
        client.resource(ours).patch(context, ours);
    }
}
