package social.coulomb.sandboxer.controllers.statehub;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why the hub did not take an event, sealed by what the caller does next. The message holds no secret.
public abstract sealed class HubFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private HubFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The hub will never take this event: go on with the next.
    public static final class Refused extends HubFailure {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null);
        }
    }

    /// Says nothing about the event: try it again later. The hub may have taken it all the same.
    public static final class Unreachable extends HubFailure {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        public Unreachable(String message, @Nullable Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
            this.retryAfter = null;
        }

        /// When the hub asked to be left alone for a while.
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }
}
