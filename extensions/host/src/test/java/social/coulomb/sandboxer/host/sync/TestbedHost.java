package social.coulomb.sandboxer.host.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.sshj.SshjHostShell;
import social.coulomb.sandboxer.host.sshj.SshjTuning;

/// The first host of the testbed, which shares no directory with this machine.
///
/// @param name under which the configuration for the OpenSSH client knows it
record TestbedHost(String name, String address, int port, Path keyFile, Path knownHosts, Path sshConfig) {
    /// Names the testbed's description.
    static final String VARIABLE = "SANDBOXER_TESTBED";

    /// Empty if there is no testbed.
    static Optional<TestbedHost> first() throws IOException {
        String file = System.getenv(VARIABLE);
        if (file == null) {
            return Optional.empty();
        }
        JsonNode host = new ObjectMapper()
                .readTree(Path.of(file).toFile())
                .path("hosts")
                .path(0);
        return Optional.of(new TestbedHost(
                host.path("name").asText(),
                host.path("address").asText(),
                host.path("port").asInt(),
                Path.of(host.path("keyFile").asText()),
                Path.of(host.path("knownHostsFile").asText()),
                Path.of(host.path("sshConfigFile").asText())));
    }

    /// A shell that has not connected yet.
    HostShell shell(String user) {
        return new SshjHostShell(
                new HostEndpoint(address, port, user),
                new SshCredentials.KeyFile(keyFile),
                new HostKeyPolicy.KnownHosts(knownHosts),
                SshjTuning.DEFAULT);
    }
}
