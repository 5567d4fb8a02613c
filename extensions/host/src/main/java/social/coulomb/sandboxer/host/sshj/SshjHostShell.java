package social.coulomb.sandboxer.host.sshj;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandFrame;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.CommandRun;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.SessionSlots;
import social.coulomb.sandboxer.host.shell.SharedConnection;
import social.coulomb.sandboxer.host.shell.Waiting;

/// Runs commands over one SSH connection made with sshj: no process is started here, a command costs a few
/// milliseconds.
public final class SshjHostShell implements HostShell {
    private static final int OPEN_ATTEMPTS = 40;
    private static final long OPEN_PAUSE_MILLIS = 100;

    private final String host;
    private final SharedConnection<SshjConnection> connection;
    private final SessionSlots slots = new SessionSlots(SessionSlots.DEFAULT_COUNT);

    /// Does not connect yet.
    public SshjHostShell(HostEndpoint endpoint, SshCredentials credentials, HostKeyPolicy hostKeys, SshjTuning tuning) {
        SshjConnector connector = new SshjConnector(endpoint, credentials, hostKeys, tuning);
        this.host = endpoint.toString();
        this.connection = new SharedConnection<>(host, connector::connect);
    }

    @Override
    public CommandResult run(CommandRequest request, CancelSignal cancel) {
        Runnable release = slots.acquire(request, cancel);
        CommandFrame frame = CommandFrame.around(request);
        CompletableFuture<SshjCommand> starting = new CompletableFuture<>();
        Thread.ofVirtual().name("host-session-open").start(() -> {
            try {
                starting.complete(start(request, frame, cancel, release));
            } catch (RuntimeException | Error e) {
                release.run();
                starting.completeExceptionally(e);
            }
        });
        SshjCommand command;
        try {
            command = Waiting.on(starting, host, request, cancel);
        } catch (HostFailure nobodyWaits) {
            starting.thenAccept(SshjHostShell::abandon);
            throw nobodyWaits;
        }
        return new CommandRun(request, frame, command).await(cancel);
    }

    /// A command whose first line was never sent does nothing; its input ends with its session.
    private static void abandon(SshjCommand late) {
        late.close();
    }

    private SshjCommand start(CommandRequest request, CommandFrame frame, CancelSignal cancel, Runnable release) {
        SshjConnection current = connection.get(request, cancel);
        try {
            Session session;
            try {
                session = open(current, request, cancel);
            } catch (IOException lostUnnoticed) {
                if (current.isAlive()) {
                    throw lostUnnoticed;
                }
                current = connection.get(request, cancel);
                session = open(current, request, cancel);
            }
            return new SshjCommand(host, current, session, session.exec(frame.commandLine()), release);
        } catch (IOException e) {
            if (!(e instanceof OpenFailException)) {
                current.distrust();
            }
            throw new HostFailure.Unreachable("%s opens no session: %s".formatted(host, e.getMessage()), e);
        }
    }

    /// Waits a little while the host refuses: its MaxSessions may be lower than ours.
    private static Session open(SshjConnection connection, CommandRequest request, CancelSignal cancel)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return connection.openSession();
            } catch (OpenFailException refused) {
                if (attempt == OPEN_ATTEMPTS) {
                    throw refused;
                }
            }
            try {
                Thread.sleep(OPEN_PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new HostFailure.CommandCancelled(request.summary());
            }
            if (cancel.isRaised()) {
                throw new HostFailure.CommandCancelled(request.summary());
            }
        }
    }

    @Override
    public long generation() {
        return connection.generation();
    }

    @Override
    public void close() {
        connection.close();
    }
}
