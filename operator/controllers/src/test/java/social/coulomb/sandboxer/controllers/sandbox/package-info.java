@NullMarked
package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.NullMarked;
