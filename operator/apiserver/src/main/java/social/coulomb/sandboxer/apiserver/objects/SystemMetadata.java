package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import social.coulomb.sandboxer.apiserver.kinds.KindRules;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// The part of the metadata that belongs to the server: clients can neither set nor change it.
final class SystemMetadata {

    private static final List<String> KEPT = List.of(
            Json.UID, Json.CREATION_TIMESTAMP, Json.GENERATION, Json.DELETION_TIMESTAMP, Json.DELETION_GRACE_PERIOD);
    private static final String SELF_LINK = "selfLink";

    private final Clock clock;

    SystemMetadata(Clock clock) {
        this.clock = clock;
    }

    /// Makes a new object the server's: what the client sent of these fields is wiped.
    void stamp(ResourceType type, String namespace, ObjectNode object) {
        ObjectNode metadata = Json.metadata(object);
        metadata.remove(List.of(
                SELF_LINK,
                Json.RESOURCE_VERSION,
                Json.GENERATION,
                Json.DELETION_TIMESTAMP,
                Json.DELETION_GRACE_PERIOD));
        if (namespace.isEmpty()) {
            metadata.remove(Json.NAMESPACE);
        } else {
            metadata.put(Json.NAMESPACE, namespace);
        }
        metadata.put(Json.UID, UUID.randomUUID().toString());
        metadata.put(Json.CREATION_TIMESTAMP, now());
        if (KindRules.of(type).countsGenerations()) {
            metadata.put(Json.GENERATION, 1L);
        }
        dropRepeatedOwners(metadata);
    }

    /// Gives a changed object what the stored one has of these fields.
    void keep(ObjectNode live, ObjectNode updated) {
        ObjectNode kept = Json.metadata(live);
        ObjectNode metadata = Json.metadata(updated);
        KEPT.forEach(field -> Json.copy(kept, metadata, field));
        Json.copy(kept, metadata, Json.NAME);
        Json.copy(kept, metadata, Json.NAMESPACE);
        Json.copy(kept, metadata, Json.RESOURCE_VERSION);
        metadata.remove(SELF_LINK);
        dropRepeatedOwners(metadata);
    }

    /// Counts a change of what the object wants: anything but metadata and a status that has its own endpoint.
    void countGeneration(ResourceType type, ObjectNode live, ObjectNode updated) {
        if (KindRules.of(type).countsGenerations() && !Json.same(wanted(type, live), wanted(type, updated))) {
            raiseGeneration(updated);
        }
    }

    /// This second, as Kubernetes writes it.
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void raiseGeneration(ObjectNode object) {
        ObjectNode metadata = Json.metadata(object);
        metadata.set(
                Json.GENERATION, LongNode.valueOf(metadata.path(Json.GENERATION).asLong() + 1));
    }

    private static ObjectNode wanted(ResourceType type, ObjectNode object) {
        ObjectNode wanted = object.objectNode();
        object.properties().forEach(field -> wanted.set(field.getKey(), field.getValue()));
        wanted.remove(List.of(Json.METADATA, Json.API_VERSION, Json.KIND));
        if (type.subresources().status()) {
            wanted.remove(Json.STATUS);
        }
        return wanted;
    }

    private static void dropRepeatedOwners(ObjectNode metadata) {
        Set<JsonNode> owners = new LinkedHashSet<>();
        metadata.path(Json.OWNER_REFERENCES).forEach(owners::add);
        if (owners.size() < metadata.path(Json.OWNER_REFERENCES).size()) {
            metadata.putArray(Json.OWNER_REFERENCES).addAll(owners);
        }
    }
}
