package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import social.coulomb.sandboxer.controllers.activity.UseLease;

/// Whether an established sandbox is used, and when it last was. Pure.
final class Activity {

    private Activity() {}

    static boolean isInUse(ObservedSandbox seen, Instant now) {
        UseLease use = seen.outward().use();
        return use != null && use.isFresh(now);
    }

    /// The latest sign of use: it became ready, its spec was changed, a consumer's Lease held until then. A Lease
    /// that was fresh and is gone held until now.
    static Optional<Instant> lastAt(ObservedSandbox seen, Instant now) {
        Recorded.Times times = seen.recorded().times();
        UseLease use = seen.outward().use();
        Instant seenNow =
                seen.subject().changed() || (use == null && times.usage().active()) ? now : null;
        return Stream.of(times.readyAt(), times.usage().lastAt(), use == null ? null : use.until(), seenNow)
                .flatMap(Stream::ofNullable)
                .max(Instant::compareTo);
    }
}
