@NullMarked
package social.coulomb.sandboxer.apiserver.watch;

import org.jspecify.annotations.NullMarked;
