package social.coulomb.sandboxer.host.shell;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;

/// The machine's own OpenSSH server on a loopback port, with keys made for it, letting in the account that runs
/// the tests.
public final class RealSshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final int port;
    private List<String> options;
    private @Nullable Process process;

    private RealSshd(Path directory, int port, List<String> options) {
        this.directory = directory;
        this.port = port;
        this.options = options;
    }

    /// True if this machine has an OpenSSH server to run.
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /// Starts a server with fresh keys.
    ///
    /// @param options further lines of sshd_config
    public static RealSshd started(String... options) {
        try {
            Path directory = Files.createTempDirectory("sandboxer-sshd-");
            RealSshd sshd = new RealSshd(directory, freePort(), List.of(options));
            sshd.makeKey("host_ed25519", "ed25519");
            sshd.makeKey("id", "ed25519");
            Files.copy(directory.resolve("id.pub"), directory.resolve("authorized_keys"));
            sshd.start();
            return sshd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Makes a key pair in the server's directory.
    public Path makeKey(String name, String type) {
        Path file = directory.resolve(name);
        command("ssh-keygen", "-q", "-t", type, "-N", "", "-C", "test", "-f", file.toString());
        return file;
    }

    /// Runs a program in the server's directory and expects it to succeed.
    public void command(String... words) {
        try {
            Process started = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (started.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", words) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Starts the server again after [#stop].
    public void start() throws IOException {
        // Where sshd runs as root it wants this directory, which Debian makes only for the service.
        if ("root".equals(System.getProperty("user.name"))) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        List<String> lines = new ArrayList<>(options);
        lines.addAll(List.of(
                "ListenAddress 127.0.0.1",
                "Port " + port,
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin yes",
                // Keeps bash from reading the account's .bashrc, which may be slow.
                "SetEnv SHLVL=5"));
        if (options.stream().noneMatch(line -> line.startsWith("HostKey "))) {
            lines.add("HostKey " + directory.resolve("host_ed25519"));
        }
        Path config = Files.write(directory.resolve("sshd_config"), lines);
        process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().ignoreExceptions().until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return socket.getInputStream().read() == 'S';
            }
        });
    }

    /// Starts the server again with other options.
    public void restartWith(String... newOptions) {
        stop();
        options = List.of(newOptions);
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the server and every session of it.
    public void stop() {
        signal("KILL");
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    /// Sends a signal to the server and to everything that serves a session.
    public void signal(String name) {
        Process running = process;
        if (running != null) {
            Stream.concat(Stream.of(running.toHandle()), running.descendants())
                    .filter(ProcessHandle::isAlive)
                    .forEach(handle -> command("sh", "-c", "kill -%s %d || :".formatted(name, handle.pid())));
        }
    }

    public Path directory() {
        return directory;
    }

    public HostEndpoint endpoint() {
        return new HostEndpoint("127.0.0.1", port, System.getProperty("user.name"));
    }

    public SshCredentials credentials() {
        return new SshCredentials.KeyFile(directory.resolve("id"));
    }

    public HostKeyPolicy pinned() {
        return new HostKeyPolicy.Pinned(List.of(publicKey("host_ed25519")));
    }

    /// The public key of that name, as it stands in its file.
    public String publicKey(String name) {
        try {
            return Files.readString(directory.resolve(name + ".pub")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A known_hosts file with these lines; `HOST` stands for this server's name in it.
    public HostKeyPolicy.KnownHosts knownHosts(String... lines) {
        try {
            Path file = Files.createTempFile(directory, "known_hosts", "");
            String name = "[127.0.0.1]:" + port;
            Files.write(
                    file,
                    Stream.of(lines).map(line -> line.replace("HOST", name)).toList());
            return new HostKeyPolicy.KnownHosts(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        command("rm", "-rf", "--", directory.toString());
    }
}
