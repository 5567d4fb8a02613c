/// Runs commands on this very machine.
@NullMarked
package social.coulomb.sandboxer.host.local;

import org.jspecify.annotations.NullMarked;
