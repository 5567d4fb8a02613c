@NullMarked
package social.coulomb.sandboxer.controllers.events;

import org.jspecify.annotations.NullMarked;
