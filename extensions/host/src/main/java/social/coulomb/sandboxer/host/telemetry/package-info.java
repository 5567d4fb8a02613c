/// What a host measures at a moment, and what a sandbox changed about it.
@NullMarked
package social.coulomb.sandboxer.host.telemetry;

import org.jspecify.annotations.NullMarked;
