@NullMarked
package social.coulomb.sandboxer.controllers.hostprobe;

import org.jspecify.annotations.NullMarked;
