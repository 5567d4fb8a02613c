package social.coulomb.sandboxer.apiserver.watch;

import java.io.IOException;

/// Where the messages of a watch go. Used by one thread.
public interface WatchSink {

    /// Sends a message and returns once it is on its way; blocks while the client does not read.
    ///
    /// @param json one JSON document in ASCII
    /// @throws IOException when the client is gone or reads too slowly
    void send(byte[] json) throws IOException;

    /// Sends what clients pass over: tells the client that the server is there, and the server whether the client is.
    void keepAlive() throws IOException;
}
