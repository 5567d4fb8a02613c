package social.coulomb.sandboxer.host.shell;

/// Runs commands on one host.
///
/// Safe for use by many threads; commands of many threads share one connection, at most eight at once, further
/// ones wait their turn. A lost connection is made anew by the next command. A command is never run twice by
/// itself.
public interface HostShell extends AutoCloseable {

    /// Runs one command and waits for its end; blocks for the request's timeout plus a few seconds at most.
    ///
    /// Not repeatable by itself: that is up to the command. Interrupting the calling thread ends the command
    /// like its cancel signal.
    ///
    /// @return also for an exit status other than 0
    /// @throws HostFailure if the command did not run to its end
    /// @throws java.io.UncheckedIOException if the request's own input could not be read
    CommandResult run(CommandRequest request, CancelSignal cancel);

    /// Runs one command that nobody will cancel.
    default CommandResult run(CommandRequest request) {
        return run(request, CancelSignal.never());
    }

    /// Counts the connections made so far: what was learnt about the host under another number may be out of
    /// date.
    long generation();

    /// Ends running commands and the connection. Repeatable.
    @Override
    void close();
}
