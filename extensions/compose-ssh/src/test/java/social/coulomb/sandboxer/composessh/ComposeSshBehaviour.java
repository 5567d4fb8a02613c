package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;
import social.coulomb.sandboxer.sdk.Reachability.Via;

/// What a sandbox does and does not let happen, tried on a real host with one engine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ComposeSshBehaviour {

    private static final String WEB = """
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

    ComposeSshBehaviour(String variant) {
        this.variant = variant;
    }

    @BeforeAll
    void openHost() throws IOException {
        TestHost.Variant found = TestHost.variants().stream()
                .filter(candidate -> candidate.toString().startsWith(variant))
                .findFirst()
                .orElse(null);
        assumeThat(found).as("the testbed has a host with %s", variant).isNotNull();
        if (found != null) {
            host = TestHost.open(found);
        }
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

    private TestHost host() {
        if (host == null) {
            throw new IllegalStateException("no host is open");
        }
        return host;
    }

    private Trial trial() throws IOException {
        Trial trial = new Trial(host(), directory);
        trials.add(trial);
        return trial;
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

        assertThat(trial.inside("web", "nc -w 2 " + gatewayOf(trial) + " 22 </dev/null"))
                .contains("SSH-2.0");
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
    void limitsOfTheProfileHoldForEveryService() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);

        Provisioned provisioned = trial.provision(
                TestProfiles.with("resources: {cpu: 0.5, memory_mb: 48, pids: 20, enforcement: required}"));

        assertThat(provisioned.unenforced()).isEmpty();
        assertThat(trial.inside("web", "for n in $(seq 40); do sleep 5 & done; wait"))
                .as("the twenty-first process")
                .containsIgnoringCase("can't fork");
    }

    @Test
    void aTunnelledEndpointLeadsToTheService() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB).file("hello.txt", "hello from the workspace");

        Endpoint endpoint = trial.provision().reachability().endpoints().getFirst();

        assertThat(endpoint.via()).isEqualTo(Via.TUNNEL);
        String[] forward = String.valueOf(endpoint.command()).split("[ :]");
        assertThat(host().output("busybox wget -q -O - http://$1:$2/hello.txt", forward[4], forward[5]))
                .isEqualTo("hello from the workspace");
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

    @Test
    void environmentAndCommandArriveAsTheyWereWritten() throws Exception {
        Trial trial = trial().file("values.env", "FROM_FILE='single \"double\" $HOME'\n")
                .file("compose.yaml", """
                        services:
                          web:
                            image: IMAGE
                            command: ["sh", "-c", "echo \\"$$1\\" '$$2' >/tmp/said; exec sleep 1000", "sh", "a 'b' \\"c\\" $$d"]
                            env_file: values.env
                            environment:
                              QUOTED: "\\"in quotes\\""
                              HASH: "a # b"
                              EMPTY: ""
                        """);

        trial.provision();

        assertThat(trial.inside("web", "cat /tmp/said")).startsWith("a 'b' \"c\" $d $2\n");
        assertThat(trial.inside("web", "env"))
                .contains("FROM_FILE=single \"double\" $HOME\n")
                .contains("QUOTED=\"in quotes\"\n")
                .contains("HASH=a # b\n")
                .contains("EMPTY=\n");
        assertThat(trial.inside("web", "ls -A /data/.. 2>&1; cat /.sandboxer.json"))
                .endsWith("1");
    }

    @Test
    void aProjectOfSeveralFilesRunsAsIfItWereOne() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        include: [database/compose.yaml]
                        services:
                          web:
                            extends: {file: common/base.yaml, service: base}
                            environment: {OWN: web}
                            depends_on: [database]
                        """)
                .file("common/base.yaml", """
                        services:
                          base:
                            build: image
                            env_file: values.env
                            volumes: [./data:/data:ro]
                        """)
                .file("common/values.env", "SHARED=common\nOWN=common\n")
                .file("common/data/hello.txt", "hello from common")
                .file("common/image/Dockerfile", "FROM IMAGE\nCMD [\"sleep\", \"1000\"]\n")
                .file("database/.env", "PORT=5432\n")
                .file("database/compose.yaml", """
                        services:
                          database:
                            image: IMAGE
                            command: [httpd, -f, -p, "${PORT}", -h, /schema]
                            volumes: ["./schema:/schema:ro"]
                        """)
                .file("database/schema/one.sql", "select 1");

        trial.provision();

        assertThat(trial.inside("web", "cat /data/hello.txt; echo; echo $SHARED $OWN"))
                .startsWith("hello from common\ncommon web\n");
        assertThat(trial.inside("web", "wget -q -O - http://database:5432/one.sql"))
                .startsWith("select 1");
        trial.teardown();
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void aPrivilegedServiceInAnIncludedFileIsRefusedBeforeTheHostIsTouched() throws Exception {
        Trial trial = trial().file("compose.yaml", "include: [other.yaml]")
                .file("other.yaml", "services: {web: {image: IMAGE, privileged: true}}");

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(trial::provision)
                .withMessageContaining("services.web.privileged")
                .withMessageContaining("(in other.yaml)");
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void aServiceWaitsForWhatMustEndWellAndForWhatMustBeHealthy() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          web:
                            image: IMAGE
                            command: ["sh", "-c", "test -e /kept/migrated && test -e /kept/healthy && exec sleep 1000"]
                            volumes: ["kept:/kept"]
                            depends_on:
                              migration: {condition: service_completed_successfully}
                              database: {condition: service_healthy}
                          migration:
                            image: IMAGE
                            command: ["sh", "-c", "sleep 1; touch /kept/migrated"]
                            volumes: ["kept:/kept"]
                          database:
                            image: IMAGE
                            command: ["sh", "-c", "sleep 1; touch /kept/healthy; exec sleep 1000"]
                            volumes: ["kept:/kept"]
                            healthcheck: {test: ["CMD", "test", "-e", "/kept/healthy"], interval: 1s, retries: 30}
                        volumes: {kept: {}}
                        """);

        trial.provision();

        assertThat(trial.observe()).isInstanceOf(Observation.Running.class);
        assertThat(trial.provision()).as("the same again").isNotNull();
    }

    @Test
    void aChangedWorkspaceIsAppliedByProvisioningAgain() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB).file("hello.txt", "one");
        trial.provision();
        String before = containerOf(trial);

        trial.file("hello.txt", "two").provision();
        assertThat(containerOf(trial)).as("the same container").isEqualTo(before);
        assertThat(trial.inside("web", "cat /data/hello.txt")).startsWith("two");

        trial.file("compose.yaml", WEB.replace("8080", "8090")).provision();
        assertThat(containerOf(trial)).as("another container").isNotEqualTo(before);
    }

    @Test
    void anImageThatCannotBeHadIsNamedAndTheHalfMadeSandboxGoes() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          first: {image: IMAGE, command: ["sleep", "1000"]}
                          second: {image: localhost/sandboxer/no-such-image:1, depends_on: [first]}
                        """);

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(trial::provision)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("ImageUnavailable"))
                .withMessageContaining("no-such-image");

        trial.teardown();
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void aServiceThatExitsAtOnceIsToldWithItsLastWords() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          first: {image: IMAGE, command: ["sleep", "1000"]}
                          second: {image: IMAGE, command: ["sh", "-c", "echo no licence found; exit 7"]}
                        """);

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(trial::provision)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("ServiceExited"))
                .withMessageContaining("status 7")
                .withMessageContaining("no licence found");
        assertThat(trial.observe()).isInstanceOf(Observation.Partial.class);
    }

    @Test
    void aCommandThatTheImageLacksIsTheRequestsFault() throws Exception {
        Trial trial = trial().file("compose.yaml", "services: {web: {image: IMAGE, command: [\"no-such-command\"]}}");

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(trial::provision)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("CommandNotFound"))
                .withMessageContaining("no-such-command");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          one: {image: IMAGE, command: ["sleep", "1000"], ports: ["18081:80"]}
                          two: {image: IMAGE, command: ["sleep", "1000"], ports: ["18081:80"]}
                        """);

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(() -> trial.provision(TestProfiles.with("network: {default: allow}")))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("PortTaken"));
    }

    @Test
    void aBuildThatFailsIsToldWithItsLastLines() throws Exception {
        Trial trial = trial().file(
                        "Dockerfile", "FROM IMAGE\nRUN [\"/bin/sh\", \"-c\", \"echo broken step; exit 3\"]\n")
                .file("compose.yaml", "services: {web: {build: .}}");

        assertThatExceptionOfType(ExtensionFailure.Transient.class)
                .isThrownBy(trial::provision)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("BuildFailed"))
                .withMessageContaining("broken step");
        trial.teardown();
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void aSandboxThatIsCancelledInALongBuildIsGoneWithinTenSecondsAndStaysGone() throws Exception {
        Trial trial = trial().file("Dockerfile", "FROM IMAGE\nRUN [\"/bin/sleep\", \"60\"]\n")
                .file("compose.yaml", "services: {web: {build: .}}");
        Cancellation cancellation = new Cancellation();
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> trial.outcome(cancellation));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> host().output("pgrep -f 'sleep 60'; :")
                        .lines()
                        .findAny()
                        .isPresent());
        Instant cancelled = Instant.now();

        cancellation.cancel();
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo("Cancelled");
        trial.teardown();

        assertThat(Duration.between(cancelled, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(trial.remains()).isEmpty();
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(trial.remains()).isEmpty());
    }

    @Test
    void filesThatAContainerMadeAsRootGoToo() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        trial.provision();
        assertThat(trial.inside("web", "mkdir -p /data/deep/er && touch /data/deep/er/file && chmod 000 /data/deep"))
                .endsWith("0");

        trial.teardown();

        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void aLinkThatAContainerPlantsLeadsNeitherSyncNorTeardownAstray() throws Exception {
        host().run("mkdir -p /tmp/precious && echo kept >/tmp/precious/file");
        Trial trial = trial().file("compose.yaml", WEB).file("sub/file", "mine");
        trial.provision();
        trial.inside("web", "rm -rf /data/sub && ln -s /tmp/precious /data/sub && ln -s /tmp/precious /data/other");

        trial.provision();
        assertThat(host().output("cat /tmp/precious/file; ls /tmp/precious")).isEqualTo("kept\nfile");

        trial.teardown();
        assertThat(host().output("cat /tmp/precious/file; rm -r /tmp/precious")).isEqualTo("kept");
    }

    @Test
    void whatSomebodyElseMadeUnderTheSandboxsNameIsLeftAlone() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        String network = trial.project() + "_default";
        host().run(
                        "$1 network create --label com.docker.compose.project=$2 $3",
                        host().engine(),
                        trial.project(),
                        network);

        assertThatExceptionOfType(ExtensionFailure.NotOurs.class).isThrownBy(trial::provision);
        assertThatExceptionOfType(ExtensionFailure.NotOurs.class).isThrownBy(trial::teardown);
        assertThat(host().output(
                                "$1 network ls -q | wc -l; $1 network inspect $2 >/dev/null && echo there",
                                host().engine(),
                                network))
                .endsWith("there");

        host().run("$1 network rm $2", host().engine(), network);
    }

    @Test
    void aServiceThatStopsLaterIsSeenAsPartial() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        trial.provision();

        host().run("$1 kill $2 >/dev/null", host().engine(), containerOf(trial));

        await().untilAsserted(() -> assertThat(trial.observe()).isInstanceOf(Observation.Partial.class));
        assertThat(trial.provision()).as("provisioning again starts it").isNotNull();
        assertThat(trial.observe()).isInstanceOf(Observation.Running.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FORWARD"})
    void rulesThatAreGoneFromTheFirewallAreSeenAndComeBack(String chain) throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        trial.provision();

        host().run(
                        "iptables -S $2 | grep -- $1 | sed 's/^-A/-D/' | tr -d '\"' | while read -r rule; do iptables $rule; done",
                        trial.project(),
                        chain);

        assertThat(trial.observe())
                .isInstanceOfSatisfying(
                        Observation.Partial.class,
                        partial -> assertThat(partial.findings())
                                .singleElement()
                                .asString()
                                .contains("firewall"));
        assertThat(trial.provision().unenforced()).isEmpty();
        assertThat(trial.observe()).isInstanceOf(Observation.Running.class);
        trial.teardown();
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void aServiceThatWantsTimeToEndGetsItAndOthersDoNot() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          web:
                            image: IMAGE
                            command: ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done"]
                            stop_grace_period: 5s
                          listener: {image: IMAGE, command: ["sleep", "1000"]}
                        """);
        trial.provision();
        String events = host().engine().equals("docker")
                ? "timeout 2 docker events --since 60s --filter event=die"
                : "podman events --since 60s --stream=false --filter event=died"
                        + " --format '{{.Name}} exitCode={{.ContainerExitCode}}'";

        Instant asked = Instant.now();
        trial.teardown();

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(trial.remains()).isEmpty();
        assertThat(host().output(events).lines().filter(line -> line.contains(trial.project())))
                .as("one ended by itself, the other had to be killed")
                .anyMatch(line -> line.contains("web") && line.contains("exitCode=0"))
                .anyMatch(line -> line.contains("listener") && line.contains("exitCode=137"));
    }

    @Test
    void aServiceThatDoesNotEndInItsTimeIsKilledThen() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          deaf:
                            image: IMAGE
                            command: ["sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"]
                            stop_grace_period: 2s
                        """);
        trial.provision();

        Instant asked = Instant.now();
        trial.teardown();

        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void aSandboxThatIsTornDownWhileItComesUpLeavesNothingAlsoLater() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                        services:
                          first: {image: IMAGE, command: ["sleep", "1000"], stop_grace_period: 9s}
                          second: {image: IMAGE, command: ["sleep", "1000"], depends_on: [first]}
                          third: {image: IMAGE, command: ["sleep", "1000"], depends_on: [second]}
                          fourth: {image: IMAGE, command: ["sleep", "1000"], depends_on: [third]}
                          fifth: {image: IMAGE, command: ["sleep", "1000"], depends_on: [fourth]}
                        """);
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> trial.outcome(new Cancellation()));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !containerOf(trial).isEmpty());

        Instant asked = Instant.now();
        trial.teardown();

        assertThat(Duration.between(asked, Instant.now()))
                .as("what was never whole gets no time to end")
                .isLessThan(Duration.ofSeconds(8));
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isNotEqualTo("provisioned");
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(trial.remains()).isEmpty());
    }

    @Test
    void aWorkspaceOutsideTheAllowedRootsIsRefusedBeforeTheHostIsTouched() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        Path link = Files.createSymbolicLink(trial.workspace().resolve("out"), Path.of("/etc"));

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> trial.provision(
                        new social.coulomb.sandboxer.sdk.ProvisionRequest(
                                trial.identity(),
                                TestProfiles.standard(),
                                java.util.Map.of("repo", link.toString()),
                                host().name()),
                        new Cancellation()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("LocalPathRefused"));
        assertThat(trial.remains()).isEmpty();
    }

    private String gatewayOf(Trial trial) {
        return host().output(
                        "$1 network inspect $2_default --format "
                                + (host().engine().equals("docker")
                                        ? "'{{range .IPAM.Config}}{{.Gateway}}{{end}}'"
                                        : "'{{range .Subnets}}{{.Gateway}}{{end}}'"),
                        host().engine(),
                        trial.project());
    }

    private String containerOf(Trial trial) {
        return host().output(
                        "$1 ps -q --no-trunc --filter label=com.docker.compose.project=$2",
                        host().engine(),
                        trial.project());
    }

    private String outside() {
        return host().variant().host().path("gateway").asText();
    }

    private String address() {
        return host().variant().host().path("address").asText();
    }
}
