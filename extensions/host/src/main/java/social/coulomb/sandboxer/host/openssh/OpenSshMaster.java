package social.coulomb.sandboxer.host.openssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.host.shell.Connection;

/// A login that other clients share, reached through its control socket.
final class OpenSshMaster implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSshMaster.class);
    private static final long CONTROL_WAIT_SECONDS = 3;

    private final String host;
    private final Path directory;

    /// @param directory holds the control socket and belongs to this connection alone
    OpenSshMaster(String host, Path directory) {
        this.host = host;
        this.directory = directory;
    }

    /// The control socket in a connection's directory; its path must stay below 100 bytes.
    static Path socket(Path directory) {
        return directory.resolve("s");
    }

    String host() {
        return host;
    }

    /// Starts a client that runs one command over this login, and fails rather than make a login of its own.
    Process start(String commandLine) throws IOException {
        return new ProcessBuilder(client(List.of("-T", "host", commandLine))).start();
    }

    /// Ends a process group on the host.
    void killGroup(long group) {
        control(List.of("-T", "host", "exec /bin/sh -c 'kill -9 -%d'".formatted(group)));
    }

    private List<String> client(List<String> rest) {
        List<String> words = new ArrayList<>(List.of(
                "ssh",
                "-F",
                "/dev/null",
                "-S",
                socket(directory).toString(),
                "-o",
                "ControlMaster=no",
                "-o",
                "ProxyCommand=false",
                "-o",
                "BatchMode=yes",
                "-o",
                "LogLevel=ERROR"));
        words.addAll(rest);
        return words;
    }

    private void control(List<String> rest) {
        try {
            Process process = new ProcessBuilder(client(rest))
                    .redirectInput(ProcessBuilder.Redirect.from(OpenSshLogin.NOTHING))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(CONTROL_WAIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.debug("The OpenSSH client for {} could not be controlled", host, e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A master that ended, however it ended, no longer takes connections.
    @Override
    public boolean isAlive() {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket(directory)))) {
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            control(List.of("-O", "exit", "host"));
        }
        delete(directory);
    }

    /// Removes a connection's directory; repeatable.
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} could not be removed", directory, e);
        }
    }
}
