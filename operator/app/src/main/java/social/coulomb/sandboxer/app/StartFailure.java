package social.coulomb.sandboxer.app;

import org.jspecify.annotations.Nullable;

/// Why the program does not start or a command fails, with the exit code and a message that says what to do.
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Exit exit;

    public StartFailure(Exit exit, String message) {
        this(exit, message, null);
    }

    public StartFailure(Exit exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    public Exit exit() {
        return exit;
    }

    /// The exit codes of the program, documented in `docs/command-line.md`.
    public enum Exit {
        /// Something that nobody foresaw.
        UNEXPECTED(1),
        /// The command line is wrong.
        USAGE(2),
        /// The state directory cannot be used: rights, another process, a damaged or newer store.
        STATE(3),
        /// A port is taken or an address is not of this machine.
        ADDRESS(4),
        /// No API answers, or it refuses us.
        API(5),
        /// Another set of controllers is active.
        ALREADY_ACTIVE(6),
        /// A host cannot be reached or its key is not trusted.
        HOST(7),
        /// A sandbox is not, or not yet, as the command needs it.
        UNFINISHED(8),
        /// There is no such object, or the word for it fits more than one.
        NOT_FOUND(9),
        /// The API refuses what was asked for as wrong in itself.
        INVALID(10),
        /// A field belongs to somebody else.
        CONFLICT(11);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
