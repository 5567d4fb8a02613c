/// A backend in memory, with knobs for faults that cannot be had otherwise.
@NullMarked
package social.coulomb.sandboxer.sdk.fake;

import org.jspecify.annotations.NullMarked;
