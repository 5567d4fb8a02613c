package social.coulomb.sandboxer.composessh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;

/// Sandboxes on a host of the testbed: torn down behind each test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTestHost {

    static final String WEB = """
            services:
              web:
                image: IMAGE
                command: ["httpd", "-f", "-p", "8080", "-h", "/data"]
                expose: ["8080"]
                volumes: ["./:/data"]
            """;

    private final String variant;
    private final List<Trial> trials = new ArrayList<>();
    private @Nullable TestHost host;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /// @param variant how a variant of [TestHost] begins
    OnTestHost(String variant) {
        this.variant = variant;
    }

    @BeforeAll
    void openHost() throws IOException {
        host = TestHost.openFirst(variant);
    }

    @AfterAll
    void closeHost() {
        if (host != null) {
            host.close();
        }
    }

    @AfterEach
    void removeSandboxes() throws ExtensionFailure {
        for (Trial trial : trials) {
            trial.close();
        }
        trials.clear();
    }

    TestHost host() {
        if (host == null) {
            throw new IllegalStateException("no host is open");
        }
        return host;
    }

    Trial trial() throws IOException {
        Trial trial = new Trial(host(), directory);
        trials.add(trial);
        return trial;
    }

    /// The address at which the network's gateway is, or would be.
    String gatewayOf(Trial trial) {
        String subnet = host().output(
                        "$1 network inspect $2_default --format "
                                + (host().engine().equals("docker")
                                        ? "'{{range .IPAM.Config}}{{.Subnet}}{{end}}'"
                                        : "'{{range .Subnets}}{{.Subnet}}{{end}}'"),
                        host().engine(),
                        trial.project());
        return subnet.replaceFirst("[.]0/[0-9]+$", ".1");
    }

    String containerOf(Trial trial) {
        return host().output(
                        "$1 ps -q --no-trunc --filter label=com.docker.compose.project=$2",
                        host().engine(),
                        trial.project());
    }

    String outside() {
        return host().variant().host().path("gateway").asText();
    }

    String address() {
        return host().variant().host().path("address").asText();
    }

    /// What the host's end of an endpoint's tunnel answers to a request for a file.
    String throughTunnel(Endpoint endpoint, String file) {
        String[] forward = String.valueOf(endpoint.command()).split("[ :]");
        int at = List.of(forward).indexOf("-L");
        return host().output("busybox wget -q -O - http://$1:$2/$3", forward[at + 2], forward[at + 3], file);
    }
}
