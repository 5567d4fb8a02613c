@NullMarked
package social.coulomb.sandboxer.apiserver.auth;

import org.jspecify.annotations.NullMarked;
