/// Chooses an extension and a host, and says why. Pure; knows no kind.
@NullMarked
package social.coulomb.sandboxer.controllers.routing;

import org.jspecify.annotations.NullMarked;
