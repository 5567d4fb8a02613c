package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads and writes `metadata.managedFields`.
final class ManagedFieldsCodec {
    private static final String FIELDS_TYPE = "FieldsV1";
    private static final Comparator<Map.Entry<Owner, ManagedEntry>> ORDER =
            Comparator.<Map.Entry<Owner, ManagedEntry>, Owner.Operation>comparing(
                            entry -> entry.getKey().operation())
                    .thenComparing(entry -> entry.getValue().seconds())
                    .thenComparing(entry -> entry.getKey().manager())
                    .thenComparing(entry -> entry.getValue().apiVersion())
                    .thenComparing(entry -> entry.getKey().subresource());

    private ManagedFieldsCodec() {}

    /// The ownership that an object records; none when it records nothing.
    static ManagedFields read(ObjectNode object) throws ManagedFieldsMalformed {
        Map<Owner, ManagedEntry> entries = new LinkedHashMap<>();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            entries.put(owner(entry), entry(entry));
        }
        return new ManagedFields(entries);
    }

    /// The same; none as well when the record cannot be understood.
    static ManagedFields readLeniently(ObjectNode object) {
        try {
            return read(object);
        } catch (ManagedFieldsMalformed malformed) {
            return ManagedFields.NONE;
        }
    }

    /// Whether the object asks to forget all ownership, by one entry that says nothing.
    static boolean isReset(ObjectNode object) {
        JsonNode entries = object.path("metadata").path("managedFields");
        return entries.isArray()
                && entries.size() == 1
                && entries.get(0).properties().stream()
                        .allMatch(member -> member.getValue().isNull()
                                || member.getValue().asText("?").isEmpty());
    }

    /// Records the ownership in the object, or takes the record away when there is none. Changes the object.
    static void write(ManagedFields managed, ObjectNode object) {
        if (managed.isEmpty()) {
            strip(object);
            return;
        }
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        managed.entries().entrySet().stream()
                .sorted(ORDER)
                .map(entry -> json(entry.getKey(), entry.getValue()))
                .forEach(entries::add);
        object.withObject("/metadata").set("managedFields", entries);
    }

    /// Takes the record of ownership away. Changes the object.
    static void strip(ObjectNode object) {
        if (object.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
    }

    private static ObjectNode json(Owner owner, ManagedEntry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", entry.apiVersion());
        json.put("fieldsType", FIELDS_TYPE);
        json.set("fieldsV1", FieldsV1.write(entry.fields()));
        json.put("manager", owner.manager());
        json.put("operation", owner.operation().wireName());
        if (!owner.subresource().isEmpty()) {
            json.put("subresource", owner.subresource());
        }
        entry.time()
                .ifPresent(time ->
                        json.put("time", DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS))));
        return json;
    }

    private static Owner owner(JsonNode entry) throws ManagedFieldsMalformed {
        String manager = entry.path("manager").asText("");
        String subresource = entry.path("subresource").asText("");
        return switch (entry.path("operation").asText("")) {
            case "Apply" -> Owner.applier(manager, subresource);
            case "Update" -> Owner.updater(manager, apiVersion(entry), subresource);
            default -> throw new ManagedFieldsMalformed("operation must be `Apply` or `Update`");
        };
    }

    private static ManagedEntry entry(JsonNode entry) throws ManagedFieldsMalformed {
        if (!entry.path("fieldsType").asText("").equals(FIELDS_TYPE)) {
            throw new ManagedFieldsMalformed("fieldsType must be " + FIELDS_TYPE);
        }
        return new ManagedEntry(FieldsV1.read(entry.path("fieldsV1")), apiVersion(entry), time(entry.path("time")));
    }

    private static String apiVersion(JsonNode entry) throws ManagedFieldsMalformed {
        String version = entry.path("apiVersion").asText("");
        if (version.isEmpty()) {
            throw new ManagedFieldsMalformed("apiVersion must not be empty");
        }
        return version;
    }

    private static Optional<Instant> time(JsonNode time) throws ManagedFieldsMalformed {
        if (!time.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time.textValue()).toInstant());
        } catch (DateTimeParseException malformed) {
            throw new ManagedFieldsMalformed("time is no time: " + time.textValue());
        }
    }
}
