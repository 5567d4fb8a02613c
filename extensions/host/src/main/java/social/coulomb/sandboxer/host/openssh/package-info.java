/// Runs commands over SSH with the OpenSSH client, for what sshj lacks: agent, configuration, jump hosts, RSA
/// certificates.
@NullMarked
package social.coulomb.sandboxer.host.openssh;

import org.jspecify.annotations.NullMarked;
