package social.coulomb.sandboxer.host.openssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.RealSshd;

/// What this adapter is there for: agent, configuration, jump hosts, RSA certificates; and that it leaves
/// nothing behind.
@SuppressWarnings("NullAway.Init")
class OpenSshClientIT {
    private static final CommandRequest ECHO = CommandRequest.command("echo", "hello");

    private RealSshd sshd;

    @BeforeEach
    void start() {
        sshd = RealSshd.started();
    }

    @AfterEach
    void stop() {
        sshd.close();
    }

    @Test
    void rsaCertificateIsAccepted() throws IOException {
        Path user = sshd.makeKey("user", "rsa");
        sshd.makeKey("authority", "rsa");
        sshd.command(
                "ssh-keygen",
                "-q",
                "-s",
                "authority",
                "-I",
                "user",
                "-n",
                sshd.endpoint().user(),
                user + ".pub");
        Files.writeString(sshd.directory().resolve("authorized_keys"), "cert-authority " + sshd.publicKey("authority"));
        SshCredentials.KeyFile credentials = new SshCredentials.KeyFile(user);

        assertThat(credentials.hasRsaCertificate()).isTrue();
        try (OpenSshHostShell shell = new OpenSshHostShell(sshd.endpoint(), credentials, sshd.pinned())) {
            assertThat(shell.run(ECHO).outputText()).isEqualTo("hello\n");
        }
    }

    @Test
    void aliasOfTheConfigurationIsFollowedThroughAJumpHost() throws IOException {
        try (RealSshd jump = RealSshd.started()) {
            Files.writeString(jump.directory().resolve("authorized_keys"), sshd.publicKey("id") + "\n");
            Path config = write("config", """
                    Host target
                      HostName 127.0.0.1
                      Port %d
                      ProxyJump jump
                    Host jump
                      HostName 127.0.0.1
                      Port %d
                      UserKnownHostsFile %s
                    Host *
                      User %s
                      IdentityFile %s
                      IdentitiesOnly yes
                    """.formatted(
                    sshd.endpoint().port(),
                    jump.endpoint().port(),
                    jump.knownHosts("HOST " + jump.publicKey("host_ed25519")).file(),
                    sshd.endpoint().user(),
                    sshd.directory().resolve("id")));

            try (OpenSshHostShell shell = new OpenSshHostShell(
                    new HostEndpoint("target", 22, ""),
                    new SshCredentials.ClientConfiguration(config),
                    sshd.pinned())) {
                assertThat(shell.run(ECHO).outputText()).isEqualTo("hello\n");
            }

            assertThat(Files.readString(jump.directory().resolve("log"))).contains("Accepted publickey");
        }
    }

    @Test
    void keyThatOnlyTheAgentHoldsIsUsed() throws Exception {
        Path socket = sshd.directory().resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
        try {
            await().until(() -> Files.exists(socket));
            ProcessBuilder adding = new ProcessBuilder(
                    "ssh-add", "-q", sshd.directory().resolve("id").toString());
            adding.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(adding.start().waitFor()).isZero();
            Files.delete(sshd.directory().resolve("id"));
            Path config = write(
                    "config",
                    "Host *\n  IdentityAgent " + socket + "\n  User "
                            + sshd.endpoint().user() + "\n");

            try (OpenSshHostShell shell = new OpenSshHostShell(
                    sshd.endpoint(), new SshCredentials.ClientConfiguration(config), sshd.pinned())) {
                assertThat(shell.run(ECHO).outputText()).isEqualTo("hello\n");
            }
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    @Test
    void manyCommandsNeedOneLogin() throws IOException {
        try (OpenSshHostShell shell = new OpenSshHostShell(sshd.endpoint(), sshd.credentials(), sshd.pinned())) {
            for (int i = 0; i < 5; i++) {
                shell.run(ECHO);
            }
        }

        assertThat(Files.readString(sshd.directory().resolve("log")).lines().filter(line -> line.contains("Accepted")))
                .hasSize(1);
    }

    @Test
    void masterAndItsDirectoryAreGoneAfterClosing() throws Exception {
        List<Path> before = connectionDirectories();
        OpenSshHostShell shell = new OpenSshHostShell(
                sshd.endpoint(),
                new SshCredentials.KeyInMemory(
                        Files.readAllBytes(sshd.directory().resolve("id")), null),
                sshd.pinned());
        shell.run(ECHO);
        List<Path> open = connectionDirectories();
        open.removeAll(before);
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().resolve("id")).as("the private key").doesNotExist();

        shell.close();

        assertThat(open.getFirst()).doesNotExist();
        await().until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(open.getFirst().toString())));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(sshd.directory().resolve(name), text, StandardCharsets.UTF_8);
    }

    private static List<Path> connectionDirectories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return new java.util.ArrayList<>(
                    files.filter(file -> file.getFileName().toString().startsWith("sbx-ssh-"))
                            .toList());
        }
    }
}
