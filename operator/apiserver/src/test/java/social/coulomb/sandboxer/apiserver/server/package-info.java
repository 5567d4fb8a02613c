@NullMarked
package social.coulomb.sandboxer.apiserver.server;

import org.jspecify.annotations.NullMarked;
