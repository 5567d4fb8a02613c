@NullMarked
package social.coulomb.sandboxer.sdk;

import org.jspecify.annotations.NullMarked;
