/// The `sandboxer` program: what starts, in which order, and what a wrong start says.
@NullMarked
package social.coulomb.sandboxer.app;

import org.jspecify.annotations.NullMarked;
