package social.coulomb.sandboxer.host.local;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandFrame;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.CommandRun;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.SessionSlots;
import social.coulomb.sandboxer.host.shell.StartedProcess;

/// Runs commands on this machine, as the account that runs sandboxer.
public final class LocalHostShell implements HostShell {
    private final SessionSlots slots = new SessionSlots(SessionSlots.DEFAULT_COUNT);
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public CommandResult run(CommandRequest request, CancelSignal cancel) {
        Runnable release = slots.acquire(request, cancel);
        try {
            if (closed.get()) {
                throw new HostFailure.Unreachable("the shell of this machine was closed", null);
            }
            CommandFrame frame = CommandFrame.around(request);
            return new CommandRun(request, frame, start(frame)).await(cancel);
        } finally {
            release.run();
        }
    }

    private static StartedProcess start(CommandFrame frame) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", frame.commandLine())
                    .directory(new java.io.File(System.getProperty("user.home")))
                    .start();
            return new LocalCommand(process);
        } catch (IOException e) {
            throw new HostFailure.Unreachable("no process can be started on this machine: " + e.getMessage(), e);
        }
    }

    @Override
    public long generation() {
        return 1;
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
