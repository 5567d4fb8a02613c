package social.coulomb.sandboxer.host.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What an adapter contributes to one command: three streams and the means to end it.
public interface StartedCommand extends AutoCloseable {

    OutputStream standardInput();

    InputStream standardOutput();

    InputStream standardError();

    /// Ends the command and all that it started, without asking; returns when it is gone or after a few
    /// seconds. Repeatable.
    ///
    /// @param processGroup the command's process group on the host, once it has told it
    void kill(OptionalLong processGroup);

    /// How the outermost process ended, waiting briefly for it; empty if that cannot be known because the
    /// connection went first.
    OptionalInt exitStatus();

    /// Why the connection went, to be thrown.
    ///
    /// @param standardError what came on standard error before the command began
    HostFailure loss(String standardError);

    /// Frees what the command held here; never blocks for long and never throws.
    @Override
    void close();
}
