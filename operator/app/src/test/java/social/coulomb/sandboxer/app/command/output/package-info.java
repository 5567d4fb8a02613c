@NullMarked
package social.coulomb.sandboxer.app.command.output;

import org.jspecify.annotations.NullMarked;
