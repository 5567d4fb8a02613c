package social.coulomb.sandboxer.host.sync;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.RealSshd;
import social.coulomb.sandboxer.host.sshj.SshjHostShell;
import social.coulomb.sandboxer.host.sshj.SshjTuning;

@SuppressWarnings("NullAway.Init")
class SshjWorkspaceSyncIT extends SafeWorkspaceSyncContract {
    private static RealSshd sshd;
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

    @Override
    protected boolean isExact() {
        return true;
    }
}
