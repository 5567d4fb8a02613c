/// Brings a local directory to a host and keeps it the same.
@NullMarked
package social.coulomb.sandboxer.host.sync;

import org.jspecify.annotations.NullMarked;
