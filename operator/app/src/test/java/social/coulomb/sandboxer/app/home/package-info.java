@NullMarked
package social.coulomb.sandboxer.app.home;

import org.jspecify.annotations.NullMarked;
