package social.coulomb.sandboxer.controllers.statehub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Events that outlast their object, as ConfigMaps of the operator's namespace: one for each object, an entry
/// for each event. They have no owner, because their object goes.
final class PendingEventMaps {

    static final String LABEL = SandboxerApi.GROUP + "/pending-events";

    private static final Logger LOG = LoggerFactory.getLogger(PendingEventMaps.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAGE = 50;
    private static final String NAME_PREFIX = "pending-events-";
    private static final String EVENT_PREFIX = "event-";
    private static final String OBJECT_NAMESPACE = "namespace";
    private static final String OBJECT_NAME = "name";

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(SandboxerApi.FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final String namespace;

    PendingEventMaps(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// @param events in order
    record Left(Source source, List<LifecycleEvent> events) {
        Left {
            events = List.copyOf(events);
        }
    }

    /// Reads everything that was left behind, a page at a time. Blocks.
    void readAll(Consumer<Left> each) {
        String rest = null;
        do {
            ConfigMapList page = client.configMaps()
                    .inNamespace(namespace)
                    .withLabel(LABEL)
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(rest)
                            .build());
            page.getItems().forEach(map -> left(map).ifPresent(each));
            rest = page.getMetadata() == null ? null : page.getMetadata().getContinue();
        } while (rest != null && !rest.isEmpty());
    }

    /// What was left behind of that object. Blocks for one request.
    List<LifecycleEvent> read(Source source) {
        return client
                .configMaps()
                .inNamespace(namespace)
                .withLabel(SandboxerApi.SANDBOX_UID_LABEL, source.uid())
                .withLabel(LABEL)
                .list()
                .getItems()
                .stream()
                .flatMap(map -> left(map).stream())
                .flatMap(left -> left.events().stream())
                .toList();
    }

    /// Puts exactly these there. Blocks for one request; repeatable.
    void write(Left left) {
        Source source = left.source();
        Map<String, String> data = new LinkedHashMap<>();
        data.put(OBJECT_NAMESPACE, source.namespace());
        data.put(OBJECT_NAME, source.name());
        left.events().forEach(event -> data.put(EVENT_PREFIX + event.sequence(), text(event)));
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME_PREFIX + source.uid())
                .withNamespace(namespace)
                .addToLabels(LABEL, "true")
                .addToLabels(SandboxerApi.SANDBOX_UID_LABEL, source.uid())
                .endMetadata()
                .withData(data)
                .build();
        client.resource(map).patch(APPLY, map);
    }

    /// Blocks for one request; repeatable.
    void delete(Source source) {
        client.configMaps()
                .inNamespace(namespace)
                .withName(NAME_PREFIX + source.uid())
                .delete();
    }

    static String text(LifecycleEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event's detail is JSON", e);
        }
    }

    /// What cannot be read is left where it is, for people to look at.
    private static Optional<Left> left(ConfigMap map) {
        Map<String, String> labels = map.getMetadata().getLabels();
        String uid = labels.get(SandboxerApi.SANDBOX_UID_LABEL);
        Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
        List<LifecycleEvent> events = new ArrayList<>();
        data.forEach((key, text) -> {
            LifecycleEvent event = key.startsWith(EVENT_PREFIX) ? event(map, text) : null;
            if (event != null) {
                events.add(event);
            }
        });
        if (uid == null || events.isEmpty()) {
            LOG.warn("The ConfigMap {} holds no events that can be read", name(map));
            return Optional.empty();
        }
        events.sort(Comparator.comparingLong(LifecycleEvent::sequence));
        Source source = new Source(uid, data.getOrDefault(OBJECT_NAMESPACE, ""), data.getOrDefault(OBJECT_NAME, uid));
        return Optional.of(new Left(source, events));
    }

    private static @Nullable LifecycleEvent event(ConfigMap map, String text) {
        try {
            return JSON.readValue(text, LifecycleEvent.class);
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.warn("The ConfigMap {} holds an event that cannot be read, it is passed over", name(map));
            return null;
        }
    }

    private static String name(ConfigMap map) {
        return map.getMetadata().getNamespace() + "/" + map.getMetadata().getName();
    }
}
