/// The API group `sandboxer.coulomb.social`: what all its kinds share.
@NullMarked
package social.coulomb.sandboxer.crds;

import org.jspecify.annotations.NullMarked;
