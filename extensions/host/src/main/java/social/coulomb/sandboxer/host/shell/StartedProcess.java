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

    /// In a thread of its own: a daemon that the command left behind may hold the pipes and the process for
    /// longer.
    @Override
    public void close() {
        Thread.ofPlatform().daemon().name("host-command-close").start(() -> {
            closeQuietly(process.getOutputStream());
            if (!ended(EXIT_WAIT_SECONDS)) {
                process.destroy();
            }
            closeQuietly(process.getInputStream());
            closeQuietly(process.getErrorStream());
        });
    }

    private static void closeQuietly(java.io.Closeable stream) {
        try {
            stream.close();
        } catch (IOException alreadyGone) {
            // Nothing more to free.
        }
    }
}
