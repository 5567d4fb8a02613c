package social.coulomb.sandboxer.apiserver.fields;

import java.time.Instant;
import java.util.Optional;

/// What one owner has.
///
/// @param apiVersion the version of the object in which the fields are named
/// @param time when the owner last changed something; empty when it never did
record ManagedEntry(FieldSet fields, String apiVersion, Optional<Instant> time) {

    ManagedEntry withFields(FieldSet newFields) {
        return new ManagedEntry(newFields, apiVersion, time);
    }

    ManagedEntry withTime(Optional<Instant> newTime) {
        return new ManagedEntry(fields, apiVersion, newTime);
    }

    /// Whole seconds since the epoch, by which entries are sorted; zero without a time.
    long seconds() {
        return time.map(Instant::getEpochSecond).orElse(0L);
    }
}
