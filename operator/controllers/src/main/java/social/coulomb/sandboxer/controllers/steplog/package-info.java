/// Keeps what a failing step said where its sandbox's owner can read it.
@NullMarked
package social.coulomb.sandboxer.controllers.steplog;

import org.jspecify.annotations.NullMarked;
