package social.coulomb.sandboxer.host.sshj;

import java.io.IOException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import social.coulomb.sandboxer.host.shell.Connection;

/// One authenticated connection.
final class SshjConnection implements Connection {
    private final SSHClient client;
    private final PromptSocketFactory sockets;

    SshjConnection(SSHClient client, PromptSocketFactory sockets) {
        this.client = client;
        this.sockets = sockets;
    }

    /// Opens a session for one command.
    ///
    /// @throws OpenFailException if the host refuses a further session
    Session openSession() throws IOException {
        try {
            return client.startSession();
        } catch (IllegalStateException notConnected) {
            throw new IOException("the connection is lost", notConnected);
        }
    }

    @Override
    public boolean isAlive() {
        return client.isConnected() && client.isAuthenticated();
    }

    @Override
    public void close() {
        try {
            client.disconnect();
        } catch (IOException alreadyGone) {
            // Nothing more to end.
        } finally {
            sockets.closeAll();
        }
    }
}
