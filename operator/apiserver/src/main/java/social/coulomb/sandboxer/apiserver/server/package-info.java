/// The sockets: Helidon carries requests to the router and its answers back.
@NullMarked
package social.coulomb.sandboxer.apiserver.server;

import org.jspecify.annotations.NullMarked;
