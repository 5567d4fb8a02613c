/// A metered backend without a provider: for routing, credits, crash and scale tests.
@NullMarked
package social.coulomb.sandboxer.saasstub;

import org.jspecify.annotations.NullMarked;
