package social.coulomb.sandboxer.host.sync;

import org.junit.jupiter.api.AfterAll;
import social.coulomb.sandboxer.host.local.LocalHostShell;
import social.coulomb.sandboxer.host.shell.HostShell;

class LocalWorkspaceSyncIT extends SafeWorkspaceSyncContract {
    private static final LocalHostShell SHELL = new LocalHostShell();

    @AfterAll
    static void close() {
        SHELL.close();
    }

    @Override
    protected HostShell shell() {
        return SHELL;
    }

    @Override
    protected boolean isExact() {
        return true;
    }
}
