/// What the kinds know of each other: hosts on offer, sandboxes placed on them.
@NullMarked
package social.coulomb.sandboxer.controllers.placement;

import org.jspecify.annotations.NullMarked;
