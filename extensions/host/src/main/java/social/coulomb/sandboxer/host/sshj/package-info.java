/// Runs commands over SSH with sshj, over one connection per host.
@NullMarked
package social.coulomb.sandboxer.host.sshj;

import org.jspecify.annotations.NullMarked;
