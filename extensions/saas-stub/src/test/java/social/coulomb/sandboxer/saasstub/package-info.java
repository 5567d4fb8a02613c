@NullMarked
package social.coulomb.sandboxer.saasstub;

import org.jspecify.annotations.NullMarked;
