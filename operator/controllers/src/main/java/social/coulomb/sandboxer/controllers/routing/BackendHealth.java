package social.coulomb.sandboxer.controllers.routing;

import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// Which backends have failed again and again of late, by what became of the attempts to establish sandboxes
/// there. Thread-safe; never blocks.
///
/// Kept in memory: after a start every backend is given another chance.
public final class BackendHealth {

    private static final int MOST_RECORDS = 2_048;

    private final ConcurrentMap<Place, HealthRecord> records = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Place(String extension, @Nullable String host) {}

    /// What an attempt says about its backend.
    public enum Outcome {
        /// The sandbox was established.
        SUCCESS,
        /// The backend did not do what it should, and may do it later.
        TRANSIENT,
        /// Nothing: a wrong request, no room, a change of mind.
        SILENT;

        /// @param failure what the attempt ended with; null when it succeeded
        public static Outcome of(@Nullable ExtensionFailure failure) {
            return switch (failure) {
                case null -> SUCCESS;
                case ExtensionFailure.Transient trouble -> TRANSIENT;
                case ExtensionFailure.Waiting waiting -> SILENT;
                case ExtensionFailure.Refused refused -> SILENT;
                case ExtensionFailure.NotOurs stranger -> SILENT;
                case ExtensionFailure.Cancelled cancelled -> SILENT;
            };
        }
    }

    public BackendHealth(Clock clock) {
        this.clock = clock;
    }

    /// Keeps what became of one attempt.
    ///
    /// @param host null for extensions without hosts
    /// @param uid whose attempt it was: the troubles of a single sandbox say little about the backend
    public void record(String extension, @Nullable String host, String uid, Outcome outcome) {
        records.compute(
                new Place(extension, host),
                (place, former) -> (former == null ? HealthRecord.FRESH : former).after(uid, outcome, clock.instant()));
        if (records.size() > MOST_RECORDS) {
            dropTheOldest();
        }
    }

    /// Why the backend is passed over there now, as a sentence; empty when it may be used.
    public Optional<String> reasonToPassOver(String extension, @Nullable String host) {
        HealthRecord record = records.get(new Place(extension, host));
        return record == null ? Optional.empty() : record.reasonToPassOver(clock.instant());
    }

    /// Forgets a host that is gone.
    public void forget(String host) {
        records.keySet().removeIf(place -> host.equals(place.host()));
    }

    private void dropTheOldest() {
        records.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().latest()))
                .map(Map.Entry::getKey)
                .ifPresent(records::remove);
    }
}
