package social.coulomb.sandboxer.sdk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a backend could not do what it was asked, sealed by what the caller does next.
///
/// The message is for users: it names the cause and the cure and never holds a secret.
public abstract sealed class ExtensionFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private transient @Nullable StepOutput output;

    private ExtensionFailure(String reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// A CamelCase word for conditions and events, such as `HostUnreachable`.
    public String reason() {
        return reason;
    }

    /// What the failing step itself said; empty where there is nothing beside the message.
    public Optional<StepOutput> output() {
        return Optional.ofNullable(output);
    }

    /// The name of the step that failed, if it has left output.
    public Optional<String> step() {
        return output().map(StepOutput::step);
    }

    /// This failure, with what the failing step said.
    public ExtensionFailure with(StepOutput said) {
        this.output = said;
        return this;
    }

    /// The failure to show: this one, or one like it without the secrets that it or its causes would tell.
    public ExtensionFailure redacted(Secrets secrets) {
        if (!tells(secrets)) {
            return this;
        }
        ExtensionFailure redacted = copy(secrets.redact(String.valueOf(getMessage())));
        redacted.setStackTrace(getStackTrace());
        output().ifPresent(said -> redacted.with(new StepOutput(said.step(), secrets.redact(said.text()))));
        return redacted;
    }

    private boolean tells(Secrets secrets) {
        if (output != null && !secrets.redact(output.text()).equals(output.text())) {
            return true;
        }
        for (Throwable cause = this; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (!secrets.redact(message).equals(message)) {
                return true;
            }
        }
        return false;
    }

    /// The same consequence with another message and without a cause.
    abstract ExtensionFailure copy(String message);

    /// May pass by itself: retry with growing pauses. Says nothing about what exists.
    public static final class Transient extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        public Transient(String reason, String message) {
            super(reason, message, null);
        }

        public Transient(String reason, String message, Throwable cause) {
            super(reason, message, cause);
        }

        @Override
        ExtensionFailure copy(String message) {
            return new Transient(reason(), message);
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

        @Override
        ExtensionFailure copy(String message) {
            return new Waiting(reason(), message, retryAfter);
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

        @Override
        ExtensionFailure copy(String message) {
            return new Refused(reason(), message);
        }
    }

    /// Something stands in the place of the sandbox that does not prove to be ours: it is left alone.
    public static final class NotOurs extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        public NotOurs(String reason, String message) {
            super(reason, message, null);
        }

        @Override
        ExtensionFailure copy(String message) {
            return new NotOurs(reason(), message);
        }
    }

    /// The caller cancelled; what was begun may be there in part.
    public static final class Cancelled extends ExtensionFailure {
        private static final long serialVersionUID = 1L;

        public Cancelled(String message) {
            super("Cancelled", message, null);
        }

        @Override
        ExtensionFailure copy(String message) {
            return new Cancelled(message);
        }
    }
}
