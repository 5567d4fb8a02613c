@NullMarked
package social.coulomb.sandboxer.app.catalog;

import org.jspecify.annotations.NullMarked;
