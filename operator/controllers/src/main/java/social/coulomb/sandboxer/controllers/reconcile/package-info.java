/// What every kind's loop needs: operations, status writes, conditions, pauses. Knows no kind.
@NullMarked
package social.coulomb.sandboxer.controllers.reconcile;

import org.jspecify.annotations.NullMarked;
