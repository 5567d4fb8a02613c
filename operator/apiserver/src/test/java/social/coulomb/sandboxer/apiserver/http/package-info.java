@NullMarked
package social.coulomb.sandboxer.apiserver.http;

import org.jspecify.annotations.NullMarked;
