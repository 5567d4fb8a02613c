/// What the program keeps on its own machine.
@NullMarked
package social.coulomb.sandboxer.app.home;

import org.jspecify.annotations.NullMarked;
