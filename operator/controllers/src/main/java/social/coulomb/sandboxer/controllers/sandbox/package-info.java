/// The controller of Sandbox objects.
@NullMarked
package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.NullMarked;
