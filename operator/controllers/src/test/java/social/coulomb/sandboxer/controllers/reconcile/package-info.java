@NullMarked
package social.coulomb.sandboxer.controllers.reconcile;

import org.jspecify.annotations.NullMarked;
