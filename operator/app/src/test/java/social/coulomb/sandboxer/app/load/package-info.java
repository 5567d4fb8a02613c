/// Load on a running control plane, from a process of its own; see `hack/bench control-plane`.
@NullMarked
package social.coulomb.sandboxer.app.load;

import org.jspecify.annotations.NullMarked;
