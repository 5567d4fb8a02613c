@NullMarked
package social.coulomb.sandboxer.crds;

import org.jspecify.annotations.NullMarked;
