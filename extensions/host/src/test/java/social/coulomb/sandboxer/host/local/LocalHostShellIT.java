package social.coulomb.sandboxer.host.local;

import org.junit.jupiter.api.AfterAll;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.HostShellContract;

class LocalHostShellIT extends HostShellContract {
    private static final LocalHostShell SHELL = new LocalHostShell();

    @AfterAll
    static void close() {
        SHELL.close();
    }

    @Override
    protected HostShell shell() {
        return SHELL;
    }
}
