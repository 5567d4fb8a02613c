/// The backend that runs compose projects on hosts reached over SSH.
@NullMarked
package social.coulomb.sandboxer.composessh;

import org.jspecify.annotations.NullMarked;
