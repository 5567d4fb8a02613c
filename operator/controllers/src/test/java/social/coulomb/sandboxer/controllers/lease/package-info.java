@NullMarked
package social.coulomb.sandboxer.controllers.lease;

import org.jspecify.annotations.NullMarked;
