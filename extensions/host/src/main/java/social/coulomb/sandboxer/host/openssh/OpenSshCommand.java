package social.coulomb.sandboxer.host.openssh;

import java.util.OptionalInt;
import java.util.OptionalLong;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.StartedProcess;

/// One command, seen through the client process that carries it.
final class OpenSshCommand extends StartedProcess {
    /// What the client answers for a lost connection, a refused one and a signal alike.
    private static final int CLIENT_FAILED = 255;

    private static final long GONE_WAIT_SECONDS = 2;

    private final OpenSshMaster master;
    private volatile boolean refused;

    OpenSshCommand(OpenSshMaster master, Process client) {
        super(client);
        this.master = master;
    }

    /// Ending the client would leave the command running on the host.
    @Override
    public void kill(OptionalLong processGroup) {
        processGroup.ifPresent(master::killGroup);
        if (!ended(GONE_WAIT_SECONDS)) {
            process().destroyForcibly();
        }
    }

    @Override
    public OptionalInt exitStatus() {
        OptionalInt status = super.exitStatus();
        return status.isPresent() && status.getAsInt() == CLIENT_FAILED ? OptionalInt.empty() : status;
    }

    /// True if the host refused a further session, so that the command never began.
    boolean wasRefused() {
        return refused;
    }

    @Override
    public HostFailure loss(String standardError) {
        refused = standardError.contains("Session open refused by peer");
        return new HostFailure.Unreachable(
                "the connection to %s was lost while a command ran%s"
                        .formatted(master.host(), standardError.isEmpty() ? "" : ": " + standardError),
                null);
    }
}
