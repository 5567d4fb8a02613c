package social.coulomb.sandboxer.host.sshj;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;

/// Sockets that send at once: sshj leaves Nagle's algorithm on, which costs 40 ms with every command. Remembers
/// what it made, so that a connection attempt can be broken off at any point.
final class PromptSocketFactory extends SocketFactory {
    private final ConcurrentLinkedQueue<Socket> made = new ConcurrentLinkedQueue<>();

    @Override
    public Socket createSocket() throws SocketException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        made.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
    }

    private Socket connected(InetSocketAddress remote, @org.jspecify.annotations.Nullable InetSocketAddress local)
            throws IOException {
        Socket socket = createSocket();
        if (local != null) {
            socket.bind(local);
        }
        socket.connect(remote);
        return socket;
    }

    /// Ends every socket it made.
    void closeAll() {
        for (Socket socket : made) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // Nothing more to end.
            }
        }
    }
}
