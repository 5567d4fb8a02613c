package social.coulomb.sandboxer.host;

import social.coulomb.sandboxer.host.HostSettings.HostAccess;
import social.coulomb.sandboxer.host.HostSettings.Transport;
import social.coulomb.sandboxer.host.local.LocalHostShell;
import social.coulomb.sandboxer.host.openssh.OpenSshHostShell;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.sshj.SshjHostShell;
import social.coulomb.sandboxer.host.sshj.SshjTuning;

/// Chooses the adapter that suits a host's settings.
final class HostShells {
    private HostShells() {}

    /// Does not connect yet.
    static HostShell open(HostSettings settings) {
        HostAccess access = settings.access();
        return switch (chosen(access)) {
            case LOCAL -> new LocalHostShell();
            case OPENSSH -> new OpenSshHostShell(settings.endpoint(), access.credentials(), access.hostKeys());
            case SSHJ, AUTO ->
                new SshjHostShell(settings.endpoint(), access.credentials(), access.hostKeys(), SshjTuning.DEFAULT);
        };
    }

    /// sshj knows neither the client's configuration and agent nor RSA certificates.
    private static Transport chosen(HostAccess access) {
        if (access.transport() != Transport.AUTO) {
            return access.transport();
        }
        boolean beyondSshj = switch (access.credentials()) {
            case SshCredentials.ClientConfiguration _ -> true;
            case SshCredentials.KeyFile file -> file.hasRsaCertificate();
            case SshCredentials.KeyInMemory memory -> memory.hasRsaCertificate();
        };
        return beyondSshj ? Transport.OPENSSH : Transport.SSHJ;
    }
}
