@NullMarked
package social.coulomb.sandboxer.controllers.routing;

import org.jspecify.annotations.NullMarked;
