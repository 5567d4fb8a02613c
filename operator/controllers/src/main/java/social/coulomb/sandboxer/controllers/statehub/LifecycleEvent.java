package social.coulomb.sandboxer.controllers.statehub;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// One thing that the State Hub is told.
///
/// @param eventId the same each time the same event is told, so that the hub's readers recognise duplicates
/// @param sequence counts the events of one object, from 1; 0 for progress, which has no place in the order
/// @param summary a sentence for people
/// @param detail JSON: strings, numbers, booleans, lists and maps of these
public record LifecycleEvent(UUID eventId, long sequence, Type type, String summary, Map<String, Object> detail) {

    private static final String EVENT_ID = "event_id";
    private static final String OBJECT = "object";

    /// The hub's `event_type`.
    public enum Type {
        /// A step on the way.
        @JsonProperty("note")
        NOTE,
        /// What somebody may be waiting for.
        @JsonProperty("milestone")
        MILESTONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LifecycleEvent {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    /// The object's event of that number: the same number has the same id, whenever and by whomever it is
    /// made.
    public static LifecycleEvent of(
            Source source, long sequence, Type type, String summary, Map<String, Object> detail) {
        UUID id = UUID.nameUUIDFromBytes((source.uid() + ":" + sequence).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put(EVENT_ID, id.toString());
        whole.put("sequence", sequence);
        whole.put(OBJECT, object(source));
        whole.putAll(detail);
        return new LifecycleEvent(id, sequence, type, summary, whole);
    }

    /// What a long operation says meanwhile.
    static LifecycleEvent progress(Source source, String summary, Map<String, Object> detail) {
        UUID id = UUID.randomUUID();
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put(EVENT_ID, id.toString());
        whole.put(OBJECT, object(source));
        whole.putAll(detail);
        return new LifecycleEvent(id, 0, Type.NOTE, summary, whole);
    }

    private static Map<String, Object> object(Source source) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("namespace", source.namespace());
        object.put("name", source.name());
        object.put("uid", source.uid());
        return object;
    }
}
