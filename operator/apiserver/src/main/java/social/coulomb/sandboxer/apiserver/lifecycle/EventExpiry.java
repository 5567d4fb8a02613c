package social.coulomb.sandboxer.apiserver.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.ResourceOperations;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Deletes events that nobody has written for an hour.
///
/// All events are looked through only when one of them may be due: what is written later is due later still.
final class EventExpiry {

    static final Duration LIFETIME = Duration.ofHours(1);

    private final ResourceTypes types;
    private final ResourceOperations operations;
    private final ObjectAccess objects;
    private final Clock clock;
    private Instant nextDue = Instant.MIN;

    EventExpiry(ResourceTypes types, ResourceOperations operations, Clock clock) {
        this.types = types;
        this.operations = operations;
        this.objects = new ObjectAccess(operations);
        this.clock = clock;
    }

    /// Deletes what has expired by now. For one thread.
    void expire() {
        Instant now = clock.instant();
        if (now.isBefore(nextDue) && !now.plus(LIFETIME).isBefore(nextDue)) {
            return;
        }
        var type = types.find("", "v1", "events").orElseThrow();
        Instant limit = now.minus(LIFETIME);
        Instant oldestKept = now;
        for (StoredObject stored : operations
                .list(RequestScope.of(type, ""), ListOptions.EVERYTHING)
                .items()) {
            ObjectNode event = stored.tree();
            Instant written = lastWritten(event);
            if (written.isBefore(limit)) {
                RequestScope scope = RequestScope.of(type, stored.key().namespace());
                objects.delete(scope, stored.key().name(), Trees.uid(event), DeleteOptions.PLAIN);
            } else if (written.isBefore(oldestKept)) {
                oldestKept = written;
            }
        }
        nextDue = oldestKept.plus(LIFETIME);
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
