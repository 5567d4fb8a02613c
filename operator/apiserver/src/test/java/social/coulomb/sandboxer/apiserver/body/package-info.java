@NullMarked
package social.coulomb.sandboxer.apiserver.body;

import org.jspecify.annotations.NullMarked;
