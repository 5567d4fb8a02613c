package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes events that nobody has written for an hour, and of very many those that were written longest ago: events
/// are kept in memory like everything else, and an hour of a busy program's would not fit.
///
/// All events are looked through only when one of them may be due: what is written later is due later still.
final class EventExpiry {

    static final Duration LIFETIME = Duration.ofHours(1);

    /// Some 25 MB of them.
    static final int MOST = 20_000;

    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final ObjectAccess objects;
    private final Clock clock;
    private final int most;
    private Instant nextDue = Instant.MIN;

    /// @param most how many are kept
    EventExpiry(ResourceTypes types, ResourceOperations operations, Clock clock, int most) {
        this.types = types;
        this.operations = operations;
        this.objects = new ObjectAccess(operations);
        this.clock = clock;
        this.most = most;
    }

    /// Deletes what has expired by now. For one thread.
    void expire() {
        List<StoredObject> events = operations
                .list(RequestScope.of(type(), ""), ListOptions.EVERYTHING)
                .items();
        if (events.size() > most) {
            deleteOldest(events, events.size() - most + most / 10);
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextDue) || now.plus(LIFETIME).isBefore(nextDue)) {
            nextDue = deleteExpired(events, now);
        }
    }

    /// Some more than must be, so that not each new one costs a look at all.
    private void deleteOldest(List<StoredObject> events, int surplus) {
        events.stream()
                .sorted(Comparator.comparingLong(StoredObject::revision))
                .limit(surplus)
                .forEach(event -> delete(event, event.tree()));
    }

    /// @return when the next one is due at the earliest
    private Instant deleteExpired(List<StoredObject> events, Instant now) {
        Instant limit = now.minus(LIFETIME);
        Instant oldestKept = now;
        for (StoredObject stored : events) {
            ObjectNode event = stored.tree();
            Instant written = lastWritten(event);
            if (written.isBefore(limit)) {
                delete(stored, event);
            } else if (written.isBefore(oldestKept)) {
                oldestKept = written;
            }
        }
        return oldestKept.plus(LIFETIME);
    }

    private void delete(StoredObject stored, ObjectNode event) {
        RequestScope scope = RequestScope.of(type(), stored.key().namespace());
        objects.delete(scope, stored.key().name(), Trees.uid(event), DeleteOptions.PLAIN);
    }

    private ResourceType type() {
        return types.find("", "v1", "events").orElseThrow();
    }

    /// The newest of the times that the server itself put into an event.
    private static Instant lastWritten(ObjectNode event) {
        JsonNode metadata = event.path(Trees.METADATA);
        Instant newest = instant(metadata.path("creationTimestamp"));
        for (JsonNode entry : metadata.path("managedFields")) {
            Instant written = instant(entry.path("time"));
            newest = written.isAfter(newest) ? written : newest;
        }
        return newest;
    }

    private static Instant instant(JsonNode text) {
        try {
            return Instant.parse(text.asText(""));
        } catch (DateTimeParseException unreadable) {
            return Instant.EPOCH;
        }
    }
}
