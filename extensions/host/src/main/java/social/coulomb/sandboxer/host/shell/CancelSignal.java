package social.coulomb.sandboxer.host.shell;

/// Tells a running command that nobody wants its result any more.
///
/// Safe for use by many threads. A signal is raised once and stays raised.
public interface CancelSignal {

    /// True from the moment the signal was raised.
    boolean isRaised();

    /// Runs `action` once when the signal is raised, at once if it already is. The action must return quickly
    /// and must not throw.
    ///
    /// @return closes the registration; closing it twice does no harm
    Registration onRaise(Runnable action);

    /// The signal that is never raised.
    static CancelSignal never() {
        return NeverRaised.INSTANCE;
    }

    /// One listener of a signal, until it is closed.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /// The constant behind [#never()].
    enum NeverRaised implements CancelSignal {
        /// The only one.
        INSTANCE;

        @Override
        public boolean isRaised() {
            return false;
        }

        @Override
        public Registration onRaise(Runnable action) {
            return () -> {};
        }
    }
}
