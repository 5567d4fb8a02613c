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

    /// The latest sign of use: it became ready, its spec was changed, a consumer's Lease held until then. Who was
    /// seen to use it and does so no more did until now: nobody is ended too soon.
    static Optional<Instant> lastAt(ObservedSandbox seen, Instant now) {
        Recorded.Times times = seen.recorded().times();
        UseLease use = seen.outward().use();
        boolean wasInUse = times.usage().active() && !isInUse(seen, now);
        Instant seenNow = seen.subject().changed() || wasInUse ? now : null;
        return Stream.of(times.readyAt(), times.usage().lastAt(), use == null ? null : use.until(), seenNow)
                .flatMap(Stream::ofNullable)
                .max(Instant::compareTo);
    }
}
