@NullMarked
package social.coulomb.sandboxer.app.command.host;

import org.jspecify.annotations.NullMarked;
