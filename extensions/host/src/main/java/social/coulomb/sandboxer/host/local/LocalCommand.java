package social.coulomb.sandboxer.host.local;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.StartedProcess;

/// A command on this machine. `timeout` makes it the leader of a process group of its own.
final class LocalCommand extends StartedProcess {
    private static final long GONE_WAIT_SECONDS = 5;

    LocalCommand(Process process) {
        super(process);
    }

    @Override
    public void kill(OptionalLong processGroup) {
        List<ProcessHandle> family = process().descendants().toList();
        if (processGroup.isPresent() && processGroup.getAsLong() == process().pid()) {
            killGroup(process().pid());
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process().destroyForcibly();
        ended(GONE_WAIT_SECONDS);
    }

    /// Reaches what the command started and no longer is its descendant.
    private static void killGroup(long group) {
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + group)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchProgram) {
            // The descendants are ended one by one.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public HostFailure loss(String standardError) {
        return new HostFailure.Unreachable("the command's process on this machine was lost: " + standardError, null);
    }
}
