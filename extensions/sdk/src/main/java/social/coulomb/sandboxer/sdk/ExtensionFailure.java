package social.coulomb.sandboxer.sdk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a backend could not do what it was asked, sealed by what the caller does next.
///
/// The message is for users: it names the cause and the cure and never holds a secret.
public abstract sealed class ExtensionFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private ExtensionFailure(String reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// A CamelCase word for conditions and events, such as `HostUnreachable`.
    public String reason() {
        return reason;
    }

    /// May pass by itself: retry with growing pauses. Says nothing about what exists.
    public static final class Transient extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        public Transient(String reason, String message) {
            super(reason, message, null);
        }

        public Transient(String reason, String message, Throwable cause) {
            super(reason, message, cause);
        }
    }

    /// Not an error: there is no room or no quota now. Ask again after a while, without growing pauses.
    public static final class Waiting extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        public Waiting(String reason, String message, Duration retryAfter) {
            super(reason, message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// The request itself is wrong and will not get better by trying: a user has to change something.
    public static final class Refused extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        public Refused(String reason, String message) {
            super(reason, message, null);
        }

        public Refused(String reason, String message, Throwable cause) {
            super(reason, message, cause);
        }
    }

    /// Something stands in the place of the sandbox that does not prove to be ours: it is left alone.
    public static final class NotOurs extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        public NotOurs(String reason, String message) {
            super(reason, message, null);
        }
    }

    /// The caller cancelled; what was begun may be there in part.
    public static final class Cancelled extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        public Cancelled(String message) {
            super("Cancelled", message, null);
        }
    }
}
