/// Watches on their way to clients: as lines of an endless HTTP answer, or as messages of a WebSocket.
@NullMarked
package social.coulomb.sandboxer.apiserver.watch;

import org.jspecify.annotations.NullMarked;
