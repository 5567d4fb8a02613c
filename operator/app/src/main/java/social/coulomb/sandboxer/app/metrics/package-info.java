/// Metrics and health on a port of their own.
@NullMarked
package social.coulomb.sandboxer.app.metrics;

import org.jspecify.annotations.NullMarked;
