package social.coulomb.sandboxer.apiserver.store;

/// The log could not be written.
final class LogFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /// What is known about the write that failed.
    enum Consequence {
        /// Provably nothing was written; the same may succeed once there is room.
        NOTHING_WRITTEN,
        /// The write may or may not turn up when the log is read again.
        UNKNOWN
    }

    private final Consequence consequence;

    LogFailure(String message, Consequence consequence, Throwable cause) {
        super(message, cause);
        this.consequence = consequence;
    }

    Consequence consequence() {
        return consequence;
    }
}
