/// The suite that every backend must pass.
@NullMarked
package social.coulomb.sandboxer.sdk.contract;

import org.jspecify.annotations.NullMarked;
