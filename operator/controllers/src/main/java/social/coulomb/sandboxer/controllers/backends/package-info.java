/// Makes extensions from their descriptors.
@NullMarked
package social.coulomb.sandboxer.controllers.backends;

import org.jspecify.annotations.NullMarked;
