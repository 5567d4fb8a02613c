/// Runs a contained project on a host.
@NullMarked
package social.coulomb.sandboxer.composessh.run;

import org.jspecify.annotations.NullMarked;
