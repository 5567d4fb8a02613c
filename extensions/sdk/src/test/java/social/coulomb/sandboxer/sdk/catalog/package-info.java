@NullMarked
package social.coulomb.sandboxer.sdk.catalog;

import org.jspecify.annotations.NullMarked;
