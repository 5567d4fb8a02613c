@NullMarked
package social.coulomb.sandboxer.controllers.telemetry;

import org.jspecify.annotations.NullMarked;
