/// Tells people about transitions as Kubernetes Events. Knows no kind.
@NullMarked
package social.coulomb.sandboxer.controllers.events;

import org.jspecify.annotations.NullMarked;
