/// What a reachability says beside what a backend knows.
@NullMarked
package social.coulomb.sandboxer.controllers.reachability;

import org.jspecify.annotations.NullMarked;
