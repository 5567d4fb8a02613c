@NullMarked
package social.coulomb.sandboxer.composessh.model;

import org.jspecify.annotations.NullMarked;
