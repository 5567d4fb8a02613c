/// The port through which commands run on a host, and what every adapter of it shares.
@NullMarked
package social.coulomb.sandboxer.host.shell;

import org.jspecify.annotations.NullMarked;
