@NullMarked
package social.coulomb.sandboxer.app;

import org.jspecify.annotations.NullMarked;
