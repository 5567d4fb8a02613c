@NullMarked
package social.coulomb.sandboxer.sdk.fake;

import org.jspecify.annotations.NullMarked;
