@NullMarked
package social.coulomb.sandboxer.controllers.secrets;

import org.jspecify.annotations.NullMarked;
