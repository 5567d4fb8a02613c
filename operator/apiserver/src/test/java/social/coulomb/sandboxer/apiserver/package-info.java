@NullMarked
package social.coulomb.sandboxer.apiserver;

import org.jspecify.annotations.NullMarked;
