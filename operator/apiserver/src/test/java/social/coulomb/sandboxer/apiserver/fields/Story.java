package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.patch.MergePatch;

/// One kettle through a sequence of writes, each a minute after the one before.
final class Story {
    static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final Minutes clock = new Minutes();
    private final FieldOwnership ownership = new FieldOwnership(clock);
    private @Nullable ObjectNode live;

    /// A clock that only moves when told.
    private static final class Minutes extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    static Story created(String manager, ObjectNode kettle) {
        var story = new Story();
        story.live = null;
        story.store(story.ownership.recordUpdate(null, defaulted(kettle), Kettles.main(manager)));
        return story;
    }

    Story apply(String manager, String spec) throws ApplyConflict, ApplyInvalid {
        return apply(Kettles.main(manager), Kettles.kettle(spec), false);
    }

    Story force(String manager, String spec) throws ApplyConflict, ApplyInvalid {
        return apply(Kettles.main(manager), Kettles.kettle(spec), true);
    }

    Story apply(WriteScope scope, ObjectNode configuration, boolean force) throws ApplyConflict, ApplyInvalid {
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        store(ownership.apply(live, configuration, scope, force));
        return this;
    }

    /// A merge patch.
    Story patch(String manager, String patch) {
        return patch(Kettles.main(manager), patch);
    }

    Story patch(WriteScope scope, String patch) {
        return put(scope, (ObjectNode) MergePatch.apply(live(), Kettles.value(patch)));
    }

    Story put(WriteScope scope, ObjectNode updated) {
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        store(ownership.recordUpdate(live(), defaulted(updated), scope));
        return this;
    }

    private void store(ObjectNode object) {
        ObjectNode stored = defaulted(object);
        stored.withObject("/metadata").put("uid", "0001");
        live = stored;
    }

    private static ObjectNode defaulted(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Kettles.SCHEMA.applyDefaults(copy);
        return copy;
    }

    ObjectNode live() {
        if (live == null) {
            throw new IllegalStateException("nothing is stored yet");
        }
        return live.deepCopy();
    }

    JsonNode spec() {
        return live().path("spec");
    }

    /// The entries as `manager/operation[/subresource]`.
    List<String> managers() {
        List<String> managers = new ArrayList<>();
        for (JsonNode entry : entries()) {
            String subresource = entry.path("subresource").asText("");
            managers.add(entry.path("manager").asText() + "/"
                    + entry.path("operation").asText() + (subresource.isEmpty() ? "" : "/" + subresource));
        }
        return managers;
    }

    /// The fields of all entries of a manager, as conflicts would name them.
    List<String> fieldsOf(String manager) throws ManagedFieldsMalformed {
        List<String> fields = new ArrayList<>();
        for (JsonNode entry : entries()) {
            if (entry.path("manager").asText().equals(manager)) {
                FieldsV1.read(entry.path("fieldsV1"))
                        .paths()
                        .map(FieldPath::toString)
                        .forEach(fields::add);
            }
        }
        return fields;
    }

    String timeOf(String manager) {
        for (JsonNode entry : entries()) {
            if (entry.path("manager").asText().equals(manager)) {
                return entry.path("time").asText("none");
            }
        }
        throw new AssertionError("no entry of " + manager);
    }

    JsonNode entries() {
        return live().path("metadata").path("managedFields");
    }
}
