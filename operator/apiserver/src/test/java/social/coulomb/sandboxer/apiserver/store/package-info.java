@NullMarked
package social.coulomb.sandboxer.apiserver.store;

import org.jspecify.annotations.NullMarked;
