@NullMarked
package social.coulomb.sandboxer.app.command.api;

import org.jspecify.annotations.NullMarked;
