package social.coulomb.sandboxer.host.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// A command whose streams are those of a process on this machine.
public abstract class StartedProcess implements StartedCommand {
    private static final long EXIT_WAIT_SECONDS = 2;

    private final Process process;

    protected StartedProcess(Process process) {
        this.process = process;
    }

    /// The process here, which need not be the command.
    protected Process process() {
        return process;
    }

    @Override
    public OutputStream standardInput() {
        return process.getOutputStream();
    }

    @Override
    public InputStream standardOutput() {
        return process.getInputStream();
    }

    @Override
    public InputStream standardError() {
        return process.getErrorStream();
    }

    @Override
    public OptionalInt exitStatus() {
        return ended(EXIT_WAIT_SECONDS) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /// True if the process ended within so many seconds.
    protected boolean ended(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    @Override
    public void close() {
        closeQuietly(process.getOutputStream());
        // A command that ended properly may have left a daemon behind that holds our streams: closing them frees it.
        closeInThread(process.getInputStream());
        closeInThread(process.getErrorStream());
        if (!ended(EXIT_WAIT_SECONDS)) {
            endLeftover();
        }
    }

    /// Ends the process here if it is still there when everything is said.
    protected void endLeftover() {
        process.destroy();
    }

    /// Closing a pipe waits for a read in progress, which may be as slow as the command's daemon.
    private static void closeInThread(InputStream stream) {
        Thread.ofPlatform().daemon().name("host-command-close").start(() -> closeQuietly(stream));
    }

    private static void closeQuietly(java.io.Closeable stream) {
        try {
            stream.close();
        } catch (IOException alreadyGone) {
            // Nothing more to free.
        }
    }
}
