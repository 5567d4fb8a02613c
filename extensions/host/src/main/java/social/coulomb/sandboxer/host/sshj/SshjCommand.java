package social.coulomb.sandboxer.host.sshj;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.StartedCommand;

/// One command in a session of its own.
final class SshjCommand implements StartedCommand {
    private static final Logger LOG = LoggerFactory.getLogger(SshjCommand.class);
    private static final long GONE_WAIT_MILLIS = 1000;
    private static final int SIGNALLED = 128;
    private static final Map<String, Integer> SIGNALS =
            Map.of("HUP", 1, "INT", 2, "QUIT", 3, "ABRT", 6, "KILL", 9, "SEGV", 11, "PIPE", 13, "ALRM", 14, "TERM", 15);

    private final String host;
    private final SshjConnection connection;
    private final Session session;
    private final Session.Command command;
    private final Runnable afterClose;

    /// @param afterClose runs when the host has closed the session, possibly after [#close] returned
    SshjCommand(String host, SshjConnection connection, Session session, Session.Command command, Runnable afterClose) {
        this.host = host;
        this.connection = connection;
        this.session = session;
        this.command = command;
        this.afterClose = afterClose;
    }

    @Override
    public OutputStream standardInput() {
        return command.getOutputStream();
    }

    @Override
    public InputStream standardOutput() {
        return command.getInputStream();
    }

    @Override
    public InputStream standardError() {
        return command.getErrorStream();
    }

    /// Closing alone would wait for the command, and leave it running. A signal to a session that is just
    /// ending makes sshd drop the whole connection, so the command's process group is killed from another
    /// session.
    @Override
    public void kill(OptionalLong processGroup) {
        try {
            if (processGroup.isPresent()) {
                killFromAnotherSession(processGroup.getAsLong());
            }
            if (!ended()) {
                command.signal(Signal.KILL);
                ended();
            }
        } catch (IOException e) {
            LOG.debug("A command on {} could not be ended", host, e);
        }
    }

    private void killFromAnotherSession(long group) {
        try {
            Session other = connection.openSession();
            try {
                other.exec("exec /bin/sh -c 'kill -9 -%d'".formatted(group))
                        .join(GONE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            } finally {
                closeInBackground(other, () -> {});
            }
        } catch (IOException e) {
            LOG.debug("No session could be had on {} to end a command", host, e);
        }
    }

    private boolean ended() {
        try {
            command.join(GONE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ConnectionException stillOpenOrLost) {
            // Told apart below.
        }
        return !command.isOpen() || !connection.isAlive();
    }

    @Override
    public OptionalInt exitStatus() {
        ended();
        Integer status = command.getExitStatus();
        if (status != null) {
            return OptionalInt.of(status);
        }
        Signal signal = command.getExitSignal();
        return signal == null
                ? OptionalInt.empty()
                : OptionalInt.of(SIGNALLED + SIGNALS.getOrDefault(signal.name().toUpperCase(Locale.ROOT), 0));
    }

    @Override
    public HostFailure loss(String standardError) {
        return new HostFailure.Unreachable(
                "the connection to %s was lost while a command ran%s"
                        .formatted(host, standardError.isEmpty() ? "" : ": " + standardError),
                null);
    }

    @Override
    public void close() {
        closeInBackground(session, afterClose);
    }

    /// In a thread of its own, since the host answers late if the command left a daemon behind, or has much to
    /// do.
    private static void closeInBackground(Session open, Runnable afterClose) {
        Thread.ofVirtual().name("host-session-close").start(() -> {
            try {
                open.close();
            } catch (TransportException | ConnectionException alreadyGone) {
                // Nothing more to free.
            } finally {
                afterClose.run();
            }
        });
    }
}
