@NullMarked
package social.coulomb.sandboxer.controllers.steplog;

import org.jspecify.annotations.NullMarked;
