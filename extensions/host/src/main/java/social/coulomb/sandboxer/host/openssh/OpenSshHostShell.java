package social.coulomb.sandboxer.host.openssh;

import java.io.IOException;
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

/// Runs commands with the machine's own `ssh`, all over one login (ControlMaster). A command costs a process
/// here, some 15 ms; in return everything works that works in the user's terminal.
public final class OpenSshHostShell implements HostShell {
    private static final int OPEN_ATTEMPTS = 40;
    private static final long OPEN_PAUSE_MILLIS = 100;

    private final SharedConnection<OpenSshMaster> connection;
    private final SessionSlots slots = new SessionSlots(SessionSlots.DEFAULT_COUNT);

    /// Does not connect yet.
    public OpenSshHostShell(HostEndpoint endpoint, SshCredentials credentials, HostKeyPolicy hostKeys) {
        OpenSshLogin login = new OpenSshLogin(endpoint, credentials, hostKeys);
        connection = new SharedConnection<>(endpoint.toString(), login::connect);
    }

    /// Tries again for a little while if the host refuses a further session: its MaxSessions may be lower than
    /// ours.
    @Override
    public CommandResult run(CommandRequest request, CancelSignal cancel) {
        Runnable release = slots.acquire(request, cancel);
        try {
            for (int attempt = 1; ; attempt++) {
                CommandFrame frame = CommandFrame.around(request);
                OpenSshMaster master = connection.get(request, cancel);
                OpenSshCommand command = new OpenSshCommand(master, master.start(frame.commandLine()));
                try {
                    return new CommandRun(request, frame, command).await(cancel);
                } catch (HostFailure.Unreachable e) {
                    if (!command.wasRefused() || attempt == OPEN_ATTEMPTS || cancel.isRaised()) {
                        throw e;
                    }
                    Thread.sleep(OPEN_PAUSE_MILLIS);
                }
            }
        } catch (IOException e) {
            throw new HostFailure.Unreachable("the OpenSSH client cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostFailure.CommandCancelled(request.summary());
        } finally {
            release.run();
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
