@NullMarked
package social.coulomb.sandboxer.controllers.placement;

import org.jspecify.annotations.NullMarked;
