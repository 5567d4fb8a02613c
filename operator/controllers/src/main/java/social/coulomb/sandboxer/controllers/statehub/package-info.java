/// Tells the State Hub what becomes of things: lifecycle events for certain and in order, progress when there
/// is time. Knows no kind.
@NullMarked
package social.coulomb.sandboxer.controllers.statehub;

import org.jspecify.annotations.NullMarked;
