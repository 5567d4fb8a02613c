@NullMarked
package social.coulomb.sandboxer.composessh.workspace;

import org.jspecify.annotations.NullMarked;
