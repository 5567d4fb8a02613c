/// What sandboxes left on a host, and which of it nobody owns any more.
@NullMarked
package social.coulomb.sandboxer.host.inventory;

import org.jspecify.annotations.NullMarked;
