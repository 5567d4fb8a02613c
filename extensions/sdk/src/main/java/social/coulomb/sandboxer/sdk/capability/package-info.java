/// What a backend may offer beyond making, observing and removing sandboxes.
@NullMarked
package social.coulomb.sandboxer.sdk.capability;

import org.jspecify.annotations.NullMarked;
