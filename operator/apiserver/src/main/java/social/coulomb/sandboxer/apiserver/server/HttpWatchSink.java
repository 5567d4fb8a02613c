package social.coulomb.sandboxer.apiserver.server;

import java.io.IOException;
import java.io.OutputStream;
import social.coulomb.sandboxer.apiserver.watch.SlowClients;
import social.coulomb.sandboxer.apiserver.watch.WatchSink;

/// Sends the messages of a watch as the lines of an HTTP answer.
final class HttpWatchSink implements WatchSink {

    /// Space between JSON documents means nothing, but it makes Helidon send the headers at once, and it tells whether
    /// the client is still there.
    private static final int SPACE = ' ';

    private final OutputStream stream;
    private final SlowClients slowClients;

    HttpWatchSink(OutputStream stream, SlowClients slowClients) {
        this.stream = stream;
        this.slowClients = slowClients;
    }

    @Override
    public void send(byte[] json) throws IOException {
        slowClients.within(() -> {
            stream.write(json);
            stream.write('\n');
            stream.flush();
        });
    }

    @Override
    public void keepAlive() throws IOException {
        slowClients.within(() -> {
            stream.write(SPACE);
            stream.flush();
        });
    }
}
