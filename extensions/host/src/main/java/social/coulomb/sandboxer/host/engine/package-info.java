/// Which container engine and which compose a host has, judged by version and never by trial.
@NullMarked
package social.coulomb.sandboxer.host.engine;

import org.jspecify.annotations.NullMarked;
