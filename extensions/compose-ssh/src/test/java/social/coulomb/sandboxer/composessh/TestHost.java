package social.coulomb.sandboxer.composessh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    private final PooledHosts hosts = new PooledHosts();
    private final HostIdentity identity =
            new HostIdentity(null, UUID.randomUUID().toString());
    private final Variant variant;
    private final String user;

    /// An engine, and the compose program to use with it; none for the engine alone.
    record Variant(JsonNode host, List<String> composeCommand, String version) {
        String engine() {
            return host.path("engine").asText();
        }

        @Override
        public String toString() {
            return composeCommand.isEmpty() ? engine() + " alone" : String.join(" ", composeCommand) + " " + version;
        }
    }

    private TestHost(Variant variant, String user) {
        this.variant = variant;
        this.user = user;
    }

    /// Every engine of the testbed alone, and with each of its compose programs.
    static List<Variant> variants() throws IOException {
        List<Variant> variants = new ArrayList<>();
        for (JsonNode host : onePerEngine()) {
            variants.add(new Variant(host, List.of(), ""));
            for (JsonNode compose : host.path("composeCommands")) {
                List<String> words = new ArrayList<>();
                compose.path("argv").forEach(word -> words.add(word.asText()));
                variants.add(new Variant(host, words, compose.path("version").asText()));
            }
        }
        return variants;
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

    static TestHost open(Variant variant) {
        return open(variant, variant.host().path("user").asText());
    }

    /// @param user another account of the host than the usual
    static TestHost open(Variant variant, String user) {
        TestHost host = new TestHost(variant, user);
        host.hosts.register(host.settings());
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
                        host.path("address").asText(), host.path("port").asInt(), user),
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
