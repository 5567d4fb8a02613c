@NullMarked
package social.coulomb.sandboxer.app.command.sandbox;

import org.jspecify.annotations.NullMarked;
