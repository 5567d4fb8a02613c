@NullMarked
package social.coulomb.sandboxer.composessh.run;

import org.jspecify.annotations.NullMarked;
