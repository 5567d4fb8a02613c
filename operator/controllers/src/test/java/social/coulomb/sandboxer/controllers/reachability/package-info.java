@NullMarked
package social.coulomb.sandboxer.controllers.reachability;

import org.jspecify.annotations.NullMarked;
