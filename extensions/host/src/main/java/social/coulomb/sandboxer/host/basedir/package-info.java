/// The directory under which sandboxes live on a host: made safely, and proven to be ours.
@NullMarked
package social.coulomb.sandboxer.host.basedir;

import org.jspecify.annotations.NullMarked;
