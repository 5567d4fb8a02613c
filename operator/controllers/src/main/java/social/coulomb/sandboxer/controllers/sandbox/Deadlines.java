package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Every moment at which time alone changes what is to be done. Pure.
final class Deadlines {

    private Deadlines() {}

    /// When establishing has taken too long; empty unless something is being established.
    static Optional<Instant> ofEstablishing(Recorded recorded, Wish wish) {
        return recorded.stage() == Stage.PROVISIONING && recorded.begunAt() != null
                ? Optional.of(recorded.begunAt().plus(wish.policies().establishTimeout()))
                : Optional.empty();
    }

    /// When the sandbox's time is over; empty unless it is established.
    static Optional<Instant> ofLife(Recorded recorded) {
        return recorded.stage() == Stage.ESTABLISHED
                ? Optional.ofNullable(recorded.times().expiresAt())
                : Optional.empty();
    }

    /// When the record of an ended sandbox goes; empty when it stays.
    static Optional<Instant> ofRecord(Recorded recorded, Wish wish) {
        Instant endedAt = recorded.times().endedAt();
        Duration kept = wish.policies().deleteAfter();
        return recorded.stage() == Stage.ENDED && endedAt != null && kept != null
                ? Optional.of(endedAt.plus(kept))
                : Optional.empty();
    }

    /// The next of them.
    static Optional<Instant> next(Recorded recorded, Wish wish) {
        return Stream.of(ofEstablishing(recorded, wish), ofLife(recorded), ofRecord(recorded, wish))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /// The time to live in force: what the user wants, else the profile's default, never more than its maximum.
    static Duration lifetime(@Nullable Duration wanted, Profile.Lifetime profile) {
        Duration lifetime = wanted == null ? profile.defaultTtl().value() : wanted;
        Duration most = profile.max().value();
        return lifetime.compareTo(most) > 0 ? most : lifetime;
    }
}
