package social.coulomb.sandboxer.host.openssh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.HostShellContract;
import social.coulomb.sandboxer.host.shell.RealSshd;

class OpenSshHostShellIT extends HostShellContract {
    @SuppressWarnings("NullAway.Init")
    private static RealSshd sshd;

    @SuppressWarnings("NullAway.Init")
    private static OpenSshHostShell shell;

    @BeforeAll
    static void start() {
        sshd = RealSshd.started();
        shell = new OpenSshHostShell(sshd.endpoint(), sshd.credentials(), sshd.pinned());
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
