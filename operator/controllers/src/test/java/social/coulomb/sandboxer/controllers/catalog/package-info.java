@NullMarked
package social.coulomb.sandboxer.controllers.catalog;

import org.jspecify.annotations.NullMarked;
