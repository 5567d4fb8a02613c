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
    private volatile boolean distrusted;

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

    /// Makes it count as dead: the host left a question unanswered, and may yet give us a session that nobody
    /// knows of and nobody ends.
    void distrust() {
        distrusted = true;
    }

    @Override
    public boolean isAlive() {
        return !distrusted && client.isConnected() && client.isAuthenticated();
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
