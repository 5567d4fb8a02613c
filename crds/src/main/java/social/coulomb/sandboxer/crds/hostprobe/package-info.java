/// The kind HostProbe: a host, and what was last seen of it.
@NullMarked
package social.coulomb.sandboxer.crds.hostprobe;

import org.jspecify.annotations.NullMarked;
