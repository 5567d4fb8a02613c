package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// The moments at which time alone changes what is to be done. Pure: a moment that passed while nobody looked
/// is still the next one, so that what is overdue is dealt with at the first look.
final class Deadlines {

    private Deadlines() {}

    /// What happens when a moment comes.
    enum Kind {
        /// Establishing has taken too long.
        ESTABLISHING,
        /// The time to live is over.
        LIFE,
        /// Nobody has used it for too long.
        IDLENESS,
        /// A consumer's Lease runs out.
        USE,
        /// The record of the end has been kept for long enough.
        RECORD
    }

    record Deadline(Kind kind, Instant at) {

        boolean hasCome(Instant now) {
            return !now.isBefore(at);
        }
    }

    /// The next of all deadlines; of two at the same moment the one that ends more.
    static Optional<Deadline> next(ObservedSandbox seen, Instant now) {
        return Stream.of(
                        deadline(Kind.ESTABLISHING, ofEstablishing(seen.recorded(), seen.wish())),
                        deadline(Kind.LIFE, ofLife(seen)),
                        deadline(Kind.IDLENESS, ofIdleness(seen, now)),
                        deadline(Kind.USE, ofUse(seen, now)),
                        deadline(Kind.RECORD, ofRecord(seen.recorded(), seen.wish())))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Deadline::at).thenComparing(Deadline::kind));
    }

    private static Optional<Deadline> deadline(Kind kind, Optional<Instant> at) {
        return at.map(moment -> new Deadline(kind, moment));
    }

    /// Empty unless something is being established. An establishment that goes on elsewhere keeps its time.
    static Optional<Instant> ofEstablishing(Recorded recorded, Wish wish) {
        return recorded.stage() == Stage.PROVISIONING ? establishingLimit(recorded, wish) : Optional.empty();
    }

    /// When the establishment that was begun with the first attempt has taken too long, wherever it stands now.
    static Optional<Instant> establishingLimit(Recorded recorded, Wish wish) {
        List<RouteFailure> failures = recorded.trail().failures();
        Instant begun = failures.isEmpty() || failures.getFirst().at() == null
                ? recorded.attempt().begunAt()
                : failures.getFirst().at();
        return Optional.ofNullable(begun).map(from -> from.plus(wish.policies().establishTimeout()));
    }

    /// Counts from when the sandbox was ready; empty unless it is established.
    static Optional<Instant> ofLife(ObservedSandbox seen) {
        Recorded recorded = seen.recorded();
        if (!recorded.isEstablished()) {
            return Optional.empty();
        }
        Instant readyAt = recorded.times().readyAt();
        Profile.Lifetime profile = lifetimeOf(seen);
        return profile == null || readyAt == null
                ? Optional.ofNullable(recorded.times().expiresAt())
                : Optional.of(readyAt.plus(lifetime(seen.wish().policies().ttl(), profile)));
    }

    /// Counts from the last sign of use; empty unless it is established and has an idle timeout.
    static Optional<Instant> ofIdleness(ObservedSandbox seen, Instant now) {
        Duration timeout = idleTimeout(seen);
        return timeout == null || !seen.recorded().isEstablished()
                ? Optional.empty()
                : Activity.lastAt(seen, now).map(last -> last.plus(timeout));
    }

    private static Optional<Instant> ofUse(ObservedSandbox seen, Instant now) {
        return seen.recorded().isEstablished() && Activity.isInUse(seen, now)
                ? Optional.ofNullable(seen.outward().use()).map(use -> use.until())
                : Optional.empty();
    }

    /// Empty when the record stays.
    static Optional<Instant> ofRecord(Recorded recorded, Wish wish) {
        Instant endedAt = recorded.times().endedAt();
        Duration kept = wish.policies().deleteAfter();
        return recorded.stage() == Stage.ENDED && endedAt != null && kept != null
                ? Optional.of(endedAt.plus(kept))
                : Optional.empty();
    }

    /// The time to live in force: what the user wants, else the profile's default, never more than its maximum.
    static Duration lifetime(@Nullable Duration wanted, Profile.Lifetime profile) {
        Duration lifetime = wanted == null ? profile.defaultTtl().value() : wanted;
        Duration most = profile.max().value();
        return lifetime.compareTo(most) > 0 ? most : lifetime;
    }

    static @Nullable Duration idleTimeout(ObservedSandbox seen) {
        Duration wanted = seen.wish().policies().idleTimeout();
        Profile.Lifetime profile = lifetimeOf(seen);
        if (wanted != null || profile == null || profile.idleReap() == null) {
            return wanted;
        }
        return profile.idleReap().value();
    }

    private static Profile.@Nullable Lifetime lifetimeOf(ObservedSandbox seen) {
        CatalogEntry<Profile> recipe = seen.work().recipe();
        return recipe == null ? null : recipe.value().ttl();
    }
}
