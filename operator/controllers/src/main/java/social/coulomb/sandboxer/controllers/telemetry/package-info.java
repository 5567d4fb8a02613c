/// What a sandbox changed about its host, and where the reports go.
@NullMarked
package social.coulomb.sandboxer.controllers.telemetry;

import org.jspecify.annotations.NullMarked;
