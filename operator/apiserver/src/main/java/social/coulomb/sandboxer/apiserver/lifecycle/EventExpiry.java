package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.store.CollectionKey;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes events that nobody has written for an hour, and of very many those that were written longest ago:
/// events are kept in memory like everything else, and an hour of a busy program's would not fit.
///
/// Events are looked through only when one of them may be due, since what is written later is due later still,
/// and then not again for a while. While there is nothing to do this costs nothing.
final class EventExpiry {

    static final Duration LIFETIME = Duration.ofHours(1);

    /// Some 25 MB of them.
    static final int MOST = 20_000;

    /// How long after its time an event may go, so that a stream of events is not looked through all the time.
    private static final Duration LATITUDE = Duration.ofMinutes(5);

    private final RevisionStore store;
    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final Clock clock;
    private final int most;
    private Instant nextDue = Instant.MIN;

    /// @param most how many are kept
    EventExpiry(RevisionStore store, ResourceTypes types, ResourceOperations operations, Clock clock, int most) {
        this.store = store;
        this.types = types;
        this.operations = operations;
        this.clock = clock;
        this.most = most;
    }

    /// Deletes what has expired by now. For one thread.
    void expire() {
        Instant now = clock.instant();
        if (!now.isBefore(nextDue) || now.plus(LIFETIME.plus(LATITUDE)).isBefore(nextDue)) {
            nextDue = deleteExpired(now);
        }
        CollectionKey collection = everywhere().collection();
        if (store.count(collection.group(), collection.resource()) > most) {
            deleteOldest();
        }
    }

    /// Some more than must be, so that not each new one costs a look at all.
    private void deleteOldest() {
        List<StoredObject> events = events();
        List<StoredObject> oldest = events.stream()
                .sorted(Comparator.comparingLong(StoredObject::revision))
                .limit(Math.max(0, events.size() - most + most / 10))
                .toList();
        operations.deleteUnchanged(everywhere().type(), oldest);
    }

    /// @return when to look again
    private Instant deleteExpired(Instant now) {
        Instant limit = now.minus(LIFETIME);
        Instant oldestKept = now;
        List<StoredObject> expired = new ArrayList<>();
        for (StoredObject event : events()) {
            Instant written = lastWritten(event.tree());
            if (written.isBefore(limit)) {
                expired.add(event);
            } else if (written.isBefore(oldestKept)) {
                oldestKept = written;
            }
        }
        operations.deleteUnchanged(everywhere().type(), expired);
        Instant due = oldestKept.plus(LIFETIME);
        Instant rested = now.plus(LATITUDE);
        return due.isBefore(rested) ? rested : due;
    }

    private List<StoredObject> events() {
        return store.list(everywhere().collection()).items();
    }

    private RequestScope everywhere() {
        return RequestScope.of(types.find("", "v1", "events").orElseThrow(), "");
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
