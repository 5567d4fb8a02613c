package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;
import social.coulomb.sandboxer.sdk.Reachability.Via;

/// What a sandbox's network leads to and what leads into it, tried on a real host with one engine.
abstract class NetworkBehaviour extends OnTestHost {

    NetworkBehaviour(String variant) {
        super(variant);
    }

    @Test
    void nothingOutsideCanBeReachedFromInside() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);

        Provisioned provisioned = trial.provision();

        assertThat(provisioned.unenforced()).isEmpty();
        assertThat(trial.inside("web", "nc -w 2 " + gatewayOf(trial) + " 22 </dev/null"))
                .as("the gateway's sshd")
                .doesNotContain("SSH")
                .endsWith("1");
        assertThat(trial.inside("web", "nc -w 2 " + outside() + " 22 </dev/null"))
                .as("an outside address")
                .doesNotContain("SSH")
                .endsWith("1");
        assertThat(trial.inside("web", "nc -w 2 " + address() + " 22 </dev/null"))
                .as("the host by its outside address")
                .doesNotContain("SSH")
                .endsWith("1");
        assertThat(trial.inside("web", "nslookup example.com | grep -A1 ^Name"))
                .as("an outside name")
                .endsWith("1");
    }

    @Test
    void anOpenNetworkReachesTheHostSoThatTheProbesAreKnownToWork() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);

        trial.provision(TestProfiles.with("network: {default: allow}"));

        for (String way : waysToTheHost(trial)) {
            assertThat(trial.inside("web", "nc -w 2 " + way + " 22 </dev/null"))
                    .as(way)
                    .contains("SSH-2.0");
        }
    }

    @Test
    void anEgressThatCannotBeOpenedIsNamedAndRefusedWhereRequired() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);

        Provisioned provisioned = trial.provision(TestProfiles.with("network: {egress: ['10.0.0.1:80']}"));
        assertThat(provisioned.unenforced()).extracting(EnforcementGap::field).containsExactly("network.egress");

        Trial strict = trial().file("compose.yaml", WEB);
        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> strict.provision(
                        TestProfiles.with("network: {egress: ['10.0.0.1:80'], enforcement: required}")))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("NotEnforceable"));
        assertThat(strict.remains()).isEmpty();
    }

    @Test
    void servicesFindEachOtherByNameAndAliasInEveryNetwork() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          client:
                            image: IMAGE
                            command: ["sleep", "1000"]
                            networks: [front, back]
                            depends_on: [server]
                          server:
                            image: IMAGE
                            command: ["httpd", "-f", "-p", "80"]
                            networks:
                              back:
                                aliases: [database]
                          stranger:
                            image: IMAGE
                            command: ["sleep", "1000"]
                        networks: {front: {}, back: {}}
                        """);

        trial.provision();

        assertThat(trial.inside("client", "nc -w 2 server 80 </dev/null && nc -w 2 database 80 </dev/null"))
                .endsWith("0");
        assertThat(trial.inside("stranger", "nc -w 2 server 80 </dev/null")).endsWith("1");
    }

    @Test
    void anEndpointOfAClosedNetworkLeadsToTheService() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB).file("hello.txt", "hello from the workspace");

        Endpoint endpoint = trial.provision().reachability().endpoints().getFirst();

        assertThat(endpoint.via()).isEqualTo(wayIn());
        assertThat(throughTunnel(endpoint, "hello.txt")).isEqualTo("hello from the workspace");
        assertThat(trial.observe())
                .isInstanceOfSatisfying(
                        Observation.Running.class,
                        running ->
                                assertThat(running.reachability().endpoints()).containsExactly(endpoint));
    }

    @Test
    void aPublishedPortIsOpenOnTheHostsLoopbackAlone() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          web:
                            image: IMAGE
                            command: ["httpd", "-f", "-p", "8080"]
                            ports: ["18080:8080"]
                        """);

        Endpoint endpoint = trial.provision(TestProfiles.with("network: {default: allow}"))
                .reachability()
                .endpoints()
                .getFirst();

        assertThat(endpoint.port()).isEqualTo(18_080);
        assertThat(endpoint.via()).isEqualTo(Via.PUBLISHED);
        assertThat(host().output("busybox nc -w 2 127.0.0.1 18080 </dev/null; echo $?"))
                .endsWith("0");
        assertThat(host().output("busybox nc -w 2 $1 18080 </dev/null; echo $?", address()))
                .endsWith("1");
    }

    /// Addresses under which the host is there for an open network.
    protected List<String> waysToTheHost(Trial trial) {
        return List.of(gatewayOf(trial), address());
    }

    /// How a closed network is entered.
    protected Via wayIn() {
        return Via.TUNNEL;
    }
}
