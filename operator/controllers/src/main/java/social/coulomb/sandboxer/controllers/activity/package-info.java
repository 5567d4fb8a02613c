/// Whether consumers use their sandboxes now. Knows no kind.
@NullMarked
package social.coulomb.sandboxer.controllers.activity;

import org.jspecify.annotations.NullMarked;
