/// Sees to it that one set of controllers is active at a time.
@NullMarked
package social.coulomb.sandboxer.controllers.lease;

import org.jspecify.annotations.NullMarked;
