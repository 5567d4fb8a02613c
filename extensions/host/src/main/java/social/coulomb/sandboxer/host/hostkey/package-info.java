/// Which host keys are on record, and what a host shows.
@NullMarked
package social.coulomb.sandboxer.host.hostkey;

import org.jspecify.annotations.NullMarked;
