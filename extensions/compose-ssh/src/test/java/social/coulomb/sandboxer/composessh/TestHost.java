package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.HostSettings.EngineSettings;
import social.coulomb.sandboxer.host.HostSettings.HostAccess;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.HostSettings.Transport;
import social.coulomb.sandboxer.host.PooledHosts;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.basedir.HostIdentity;
import social.coulomb.sandboxer.host.basedir.ShellBaseDirectory;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;

/// A host of the testbed with a base directory of the test's own, released when it is closed.
final class TestHost implements AutoCloseable {

    /// Names the testbed's description; without it the tests that need hosts are skipped.
    static final String VARIABLE = "SANDBOXER_TESTBED";

    /// The account that is not root, of every host.
    static final String ORDINARY_USER = "worker";

    private final PooledHosts hosts = new PooledHosts();
    private final HostIdentity identity =
            new HostIdentity(null, UUID.randomUUID().toString());
    private final Variant variant;

    /// An engine, and the compose program to use with it; none for the engine alone.
    ///
    /// @param user the account by which the host is entered
    record Variant(JsonNode host, String user, List<String> composeCommand, String version) {
        String engine() {
            return host.path("engine").asText();
        }

        /// Whether the account runs an engine of its own.
        boolean rootless() {
            return user.equals(ORDINARY_USER) && engine().equals("podman");
        }

        Variant as(String account) {
            return new Variant(host, account, composeCommand, version);
        }

        @Override
        public String toString() {
            String program =
                    composeCommand.isEmpty() ? engine() + " alone" : String.join(" ", composeCommand) + " " + version;
            return rootless() ? "rootless " + program : program;
        }
    }

    private TestHost(Variant variant) {
        this.variant = variant;
    }

    /// Every engine of the testbed alone, and with each of its compose programs.
    static List<Variant> variants() throws IOException {
        List<Variant> variants = new ArrayList<>();
        for (JsonNode host : onePerEngine()) {
            variants.add(new Variant(host, host.path("user").asText(), List.of(), ""));
            for (JsonNode compose : host.path("composeCommands")) {
                List<String> words = new ArrayList<>();
                compose.path("argv").forEach(word -> words.add(word.asText()));
                variants.add(new Variant(
                        host,
                        host.path("user").asText(),
                        words,
                        compose.path("version").asText()));
            }
        }
        return variants;
    }

    /// The engines that ordinary accounts run as their own, alone and with each of their compose programs.
    static List<Variant> rootless() throws IOException {
        return variants().stream()
                .map(variant -> variant.as(ORDINARY_USER))
                .filter(Variant::rootless)
                .toList();
    }

    /// Every engine of the testbed alone.
    static List<Variant> engines() throws IOException {
        return variants().stream()
                .filter(variant -> variant.composeCommand().isEmpty())
                .toList();
    }

    private static List<JsonNode> onePerEngine() throws IOException {
        String file = System.getenv(VARIABLE);
        List<JsonNode> hosts = new ArrayList<>();
        if (file == null) {
            return hosts;
        }
        for (JsonNode host : new ObjectMapper().readTree(Path.of(file).toFile()).path("hosts")) {
            String engine = host.path("engine").asText();
            hosts.removeIf(known -> known.path("engine").asText().equals(engine));
            hosts.add(host);
        }
        return hosts;
    }

    /// Skips the test where the testbed has no such host.
    ///
    /// @param beginning how the variant begins
    static TestHost openFirst(String beginning) throws IOException {
        Optional<Variant> found = Stream.concat(variants().stream(), rootless().stream())
                .filter(variant -> variant.toString().startsWith(beginning))
                .findFirst();
        assumeThat(found).as("the testbed has a host with %s", beginning).isPresent();
        return open(found.orElseThrow());
    }

    /// Skips the test where an ordinary account is wanted that runs no containers.
    static TestHost open(Variant variant) {
        TestHost host = new TestHost(variant);
        host.hosts.register(host.settings());
        assumeThat(!variant.rootless()
                        || host.run("podman image exists $1", host.image()).succeeded())
                .as("%s of the test host runs containers of its own", variant.user())
                .isTrue();
        host.base().claim(host.identity, CancelSignal.never());
        return host;
    }

    PooledHosts directory() {
        return hosts;
    }

    Host host() {
        return hosts.host(name());
    }

    String name() {
        return variant.host().path("name").asText();
    }

    String engine() {
        return variant.engine();
    }

    Variant variant() {
        return variant;
    }

    String image() {
        return variant.host().path("image").asText();
    }

    /// Runs a script there, as the tests' own eyes.
    CommandResult run(String script, String... arguments) {
        return host().shell().run(CommandRequest.script(script, arguments));
    }

    String output(String script, String... arguments) {
        return run(script, arguments).outputText().strip();
    }

    private ShellBaseDirectory base() {
        return new ShellBaseDirectory(host().shell(), settings().baseDir());
    }

    private HostSettings settings() {
        JsonNode host = variant.host();
        return new HostSettings(
                name(),
                new HostEndpoint(
                        host.path("address").asText(), host.path("port").asInt(), variant.user()),
                new HostAccess(
                        Transport.SSHJ,
                        new SshCredentials.KeyFile(Path.of(host.path("keyFile").asText())),
                        new HostKeyPolicy.KnownHosts(
                                Path.of(host.path("knownHostsFile").asText()))),
                new EngineSettings(
                        engine().equals("docker") ? EngineChoice.DOCKER : EngineChoice.PODMAN,
                        variant.composeCommand()),
                "/tmp/sandboxer-test-" + identity.ownerId().substring(0, 8),
                HostSettings.DEFAULT_CONCURRENT_OPERATIONS);
    }

    @Override
    public void close() {
        base().release(identity, CancelSignal.never());
        hosts.close();
    }
}
