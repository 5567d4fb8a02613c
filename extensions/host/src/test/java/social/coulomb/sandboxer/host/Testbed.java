package social.coulomb.sandboxer.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.HostSettings.EngineSettings;
import social.coulomb.sandboxer.host.HostSettings.HostAccess;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.HostSettings.Transport;

/// The real hosts of `hack/testbed`, each with its own sshd and engine.
public final class Testbed {
    private static final String VARIABLE = "SANDBOXER_TESTBED";

    private Testbed() {}

    /// One of its hosts.
    ///
    public record TestHost(JsonNode json) {
        public String name() {
            return json.path("name").asText();
        }

        public String engine() {
            return json.path("engine").asText();
        }

        public String image() {
            return json.path("image").asText();
        }

        public List<ComposeProgram> composeCommands() {
            return stream(json.path("composeCommands"))
                    .map(each -> new ComposeProgram(
                            stream(each.path("argv")).map(JsonNode::asText).toList(),
                            each.path("version").asText()))
                    .toList();
        }

        public HostSettings settings(String user, List<String> composeCommand, String baseDir) {
            return new HostSettings(
                    name(),
                    new HostEndpoint(
                            json.path("address").asText(), json.path("port").asInt(), user),
                    new HostAccess(
                            Transport.AUTO,
                            new SshCredentials.KeyFile(
                                    Path.of(json.path("keyFile").asText())),
                            new HostKeyPolicy.Pinned(
                                    List.of(json.path("hostKey").asText()))),
                    new EngineSettings(EngineChoice.AUTO, composeCommand),
                    baseDir,
                    HostSettings.DEFAULT_CONCURRENT_OPERATIONS);
        }

        @Override
        public String toString() {
            return name() + " (" + engine() + ")";
        }
    }

    /// A compose program of a host.
    public record ComposeProgram(List<String> argv, String version) {}

    /// The hosts of the running testbed; skips the test if there is none.
    public static List<TestHost> hosts() {
        String file = System.getenv(VARIABLE);
        Assumptions.assumeTrue(file != null && !file.isEmpty(), "needs hack/testbed (root)");
        try {
            JsonNode hosts = new ObjectMapper()
                    .readTree(Path.of(String.valueOf(file)).toFile())
                    .path("hosts");
            return stream(hosts).map(TestHost::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
