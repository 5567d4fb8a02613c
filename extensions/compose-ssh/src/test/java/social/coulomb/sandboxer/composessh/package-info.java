@NullMarked
package social.coulomb.sandboxer.composessh;

import org.jspecify.annotations.NullMarked;
