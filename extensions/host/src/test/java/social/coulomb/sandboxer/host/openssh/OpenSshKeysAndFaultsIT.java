package social.coulomb.sandboxer.host.openssh;

import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.SshHostShellContract;

class OpenSshKeysAndFaultsIT extends SshHostShellContract {
    @Override
    protected HostShell open(HostEndpoint endpoint, SshCredentials credentials, HostKeyPolicy hostKeys) {
        return new OpenSshHostShell(endpoint, credentials, hostKeys);
    }
}
