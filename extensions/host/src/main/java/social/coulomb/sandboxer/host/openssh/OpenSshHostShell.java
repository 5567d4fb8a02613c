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
/// here, some
/// 15 ms; in return everything works that works in the user's terminal.
public final class OpenSshHostShell implements HostShell {
    private final SharedConnection<OpenSshMaster> connection;
    private final SessionSlots slots = new SessionSlots(SessionSlots.DEFAULT_COUNT);

    /// Does not connect yet.
    public OpenSshHostShell(HostEndpoint endpoint, SshCredentials credentials, HostKeyPolicy hostKeys) {
        OpenSshLogin login = new OpenSshLogin(endpoint, credentials, hostKeys);
        connection = new SharedConnection<>(endpoint.toString(), login::connect);
    }

    @Override
    public CommandResult run(CommandRequest request, CancelSignal cancel) {
        Runnable release = slots.acquire(request, cancel);
        CommandRun run;
        try {
            CommandFrame frame = CommandFrame.around(request);
            OpenSshMaster master = connection.get(request, cancel);
            run = new CommandRun(
                    request, frame, new OpenSshCommand(master, master.start(frame.commandLine()), release));
        } catch (IOException e) {
            release.run();
            throw new HostFailure.Unreachable("the OpenSSH client cannot be started: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            release.run();
            throw e;
        }
        return run.await(cancel);
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
