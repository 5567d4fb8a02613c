/// Where the secrets of a sandbox come from.
@NullMarked
package social.coulomb.sandboxer.controllers.secrets;

import org.jspecify.annotations.NullMarked;
