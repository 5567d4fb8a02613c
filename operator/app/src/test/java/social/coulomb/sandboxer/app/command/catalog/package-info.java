@NullMarked
package social.coulomb.sandboxer.app.command.catalog;

import org.jspecify.annotations.NullMarked;
