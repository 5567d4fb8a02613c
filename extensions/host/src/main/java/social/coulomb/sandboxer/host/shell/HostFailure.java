package social.coulomb.sandboxer.host.shell;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a command could not be run to its end, sealed by what follows from it.
///
/// None of these says anything about what exists on the host: a failed look is "unknown", never "gone".
public abstract sealed class HostFailure extends RuntimeException {

    private HostFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The host cannot be reached now, or the connection broke while the command ran (which may then still
    /// run). Worth another try later.
    public static final class Unreachable extends HostFailure {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The host's key is not one that may be trusted. Stays so until a person decides.
    public static final class HostKeyRejected extends HostFailure {
        private final Reason reason;
        private final String seen;
        private final List<String> expected;

        /// @param seen SHA-256 fingerprint of the key the host showed
        /// @param expected SHA-256 fingerprints of the keys that would have been accepted
        public HostKeyRejected(String host, Reason reason, String seen, List<String> expected) {
            super(reason.explain(host, seen, expected), null);
            this.reason = reason;
            this.seen = seen;
            this.expected = List.copyOf(expected);
        }

        public Reason reason() {
            return reason;
        }

        public String seen() {
            return seen;
        }

        public List<String> expected() {
            return expected;
        }

        /// What is wrong with the key.
        public enum Reason {
            /// Another key is on record for this host.
            CHANGED(
                    "the key of %s has changed: it shows %s, on record is %s. If the host was rebuilt, check the fingerprint"
                            + " on its console and record it with `sandboxer hosts trust`; otherwise somebody may be in between."),
            /// The key is on record as revoked.
            REVOKED(
                    "the key of %s is revoked: it shows %s (on record: %s). Give the host a new key, then record it with"
                            + " `sandboxer hosts trust`."),
            /// No key is on record for this host.
            UNKNOWN(
                    "the key of %s is unknown: it shows %s (on record: %s). Check the fingerprint on the host's console and record"
                            + " it with `sandboxer hosts trust`.");

            private final String text;

            Reason(String text) {
                this.text = text;
            }

            private String explain(String host, String seen, List<String> expected) {
                return text.formatted(host, seen, expected.isEmpty() ? "nothing" : String.join(", ", expected));
            }
        }
    }

    /// The host let nobody in with these credentials. Stays so until a person changes key, user or host.
    public static final class AuthenticationRejected extends HostFailure {
        public AuthenticationRejected(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The account on the host does not run our commands: no POSIX shell or no `timeout` there, or the login
    /// shell ended first.
    public static final class ShellUnusable extends HostFailure {
        public ShellUnusable(String message) {
            super(message, null);
        }
    }

    /// The command was ended because its time was up.
    public static final class CommandTimedOut extends HostFailure {
        public CommandTimedOut(String command, Duration timeout) {
            super("%s did not end within %s and was stopped".formatted(command, timeout), null);
        }
    }

    /// The command was ended because its [CancelSignal] was raised.
    public static final class CommandCancelled extends HostFailure {
        public CommandCancelled(String command) {
            super("%s was cancelled".formatted(command), null);
        }
    }
}
