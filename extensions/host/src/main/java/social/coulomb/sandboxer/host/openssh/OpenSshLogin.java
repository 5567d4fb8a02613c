package social.coulomb.sandboxer.host.openssh;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.hostkey.HostKey;
import social.coulomb.sandboxer.host.shell.HostFailure;

/// Logs in with the OpenSSH client and leaves the login open for others.
final class OpenSshLogin {
    static final File NOTHING = new File("/dev/null");

    private static final int DEFAULT_PORT = 22;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String ALIAS = "sandboxer-host";

    /// Asks nothing, trusts nothing new, opens nothing besides the login, and ends by itself ten minutes after
    /// the last command if we are gone.
    private static final List<String> OPTIONS = List.of(
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            "UpdateHostKeys=no",
            "CheckHostIP=no",
            "GlobalKnownHostsFile=/dev/null",
            "ControlPersist=600",
            "ConnectTimeout=5",
            "ServerAliveInterval=5",
            "ServerAliveCountMax=3",
            "ForwardAgent=no",
            "ForwardX11=no",
            "ClearAllForwardings=yes",
            "PermitLocalCommand=no",
            "RemoteCommand=none",
            "RequestTTY=no");

    private final HostEndpoint endpoint;
    private final SshCredentials credentials;
    private final HostKeyPolicy hostKeys;

    OpenSshLogin(HostEndpoint endpoint, SshCredentials credentials, HostKeyPolicy hostKeys) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.hostKeys = hostKeys;
    }

    /// Logs in; blocks for up to a quarter of a minute.
    ///
    /// @throws HostFailure if that does not work out
    OpenSshMaster connect() {
        try {
            Path directory = Files.createTempDirectory("sbx-ssh-");
            try {
                logIn(directory);
                return new OpenSshMaster(endpoint.toString(), directory);
            } catch (IOException | RuntimeException e) {
                OpenSshMaster.delete(directory);
                throw e;
            } finally {
                Files.deleteIfExists(privateKey(directory));
            }
        } catch (IOException e) {
            throw new HostFailure.Unreachable("the OpenSSH client cannot be used: " + e.getMessage(), e);
        }
    }

    private void logIn(Path directory) throws IOException {
        Path log = directory.resolve("log");
        Process client = new ProcessBuilder(arguments(directory, log))
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            boolean ended = client.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended || client.exitValue() != 0) {
                throw LoginFailure.explain(endpoint, hostKeys, Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostFailure.Unreachable("logging in to %s was interrupted".formatted(endpoint), interrupted);
        } finally {
            client.destroyForcibly();
        }
    }

    private List<String> arguments(Path directory, Path log) throws IOException {
        List<String> words = new ArrayList<>(List.of("ssh", "-v", "-E", log.toString(), "-M", "-N", "-f"));
        words.addAll(List.of("-S", OpenSshMaster.socket(directory).toString()));
        OPTIONS.forEach(option -> words.addAll(List.of("-o", option)));
        words.addAll(credentialOptions(directory));
        words.addAll(hostKeyOptions(directory));
        if (!(credentials instanceof SshCredentials.ClientConfiguration) || endpoint.port() != DEFAULT_PORT) {
            words.addAll(List.of("-p", Integer.toString(endpoint.port())));
        }
        if (!endpoint.user().isEmpty()) {
            words.addAll(List.of("-l", endpoint.user()));
        }
        words.addAll(List.of("--", endpoint.address()));
        return words;
    }

    private List<String> credentialOptions(Path directory) throws IOException {
        return switch (credentials) {
            case SshCredentials.KeyFile key -> onlyKey(key.file());
            case SshCredentials.KeyInMemory key -> {
                writePrivately(privateKey(directory), key.privateKey());
                String certificate = key.certificate();
                if (certificate != null) {
                    Files.writeString(directory.resolve("id-cert.pub"), certificate + "\n");
                }
                yield onlyKey(privateKey(directory));
            }
            case SshCredentials.ClientConfiguration client -> {
                Path configFile = client.configFile();
                yield configFile == null ? List.of() : List.of("-F", configFile.toString());
            }
        };
    }

    private static List<String> onlyKey(Path file) {
        return List.of("-o", "IdentityFile=" + literal(file), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none");
    }

    private List<String> hostKeyOptions(Path directory) throws IOException {
        return switch (hostKeys) {
            case HostKeyPolicy.KnownHosts known -> List.of("-o", "UserKnownHostsFile=" + literal(known.file()));
            case HostKeyPolicy.Pinned pinned -> {
                Path file = directory.resolve("known_hosts");
                Files.write(
                        file,
                        pinned.keys().stream()
                                .map(key -> ALIAS + " " + HostKey.parse(key).line())
                                .toList());
                yield List.of("-o", "UserKnownHostsFile=" + literal(file), "-o", "HostKeyAlias=" + ALIAS);
            }
        };
    }

    /// Neither spaces nor percent signs of a path mean anything.
    private static String literal(Path file) {
        return "\"" + file.toString().replace("%", "%%") + "\"";
    }

    private static Path privateKey(Path directory) {
        return directory.resolve("id");
    }

    private static void writePrivately(Path file, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }
}
