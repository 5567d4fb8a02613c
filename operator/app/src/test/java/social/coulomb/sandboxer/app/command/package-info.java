@NullMarked
package social.coulomb.sandboxer.app.command;

import org.jspecify.annotations.NullMarked;
