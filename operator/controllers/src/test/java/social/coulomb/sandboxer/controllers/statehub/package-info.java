@NullMarked
package social.coulomb.sandboxer.controllers.statehub;

import org.jspecify.annotations.NullMarked;
