package social.coulomb.sandboxer.host.sshj;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.HostShellContract;
import social.coulomb.sandboxer.host.shell.RealSshd;

class SshjHostShellIT extends HostShellContract {
    @SuppressWarnings("NullAway.Init")
    private static RealSshd sshd;

    @SuppressWarnings("NullAway.Init")
    private static SshjHostShell shell;

    @BeforeAll
    static void start() {
        sshd = RealSshd.started();
        shell = new SshjHostShell(sshd.endpoint(), sshd.credentials(), sshd.pinned(), SshjTuning.DEFAULT);
    }

    @AfterAll
    static void stop() {
        shell.close();
        sshd.close();
    }

    @Override
    protected HostShell shell() {
        return shell;
    }
}
