package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;

/// What happens to a sandbox that is there, until its end, tried on a real host with one engine.
abstract class LifeBehaviour extends OnTestHost {

    LifeBehaviour(String variant) {
        super(variant);
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
    void aBuildSeesNoLinkThatAContainerOfAnEarlierAttemptPlants() throws Exception {
        Trial trial = trial().file("image/Dockerfile", "FROM IMAGE\nCOPY hello.txt /hello.txt\n")
                .file("image/hello.txt", "of the workspace")
                .file("compose.yaml", """
                        services:
                          built: {build: ./image, command: ["sleep", "600"]}
                          planter:
                            image: IMAGE
                            volumes: ["./:/data"]
                            command:
                              - sh
                              - -c
                              - while :; do rm -rf /data/image; ln -s /etc /data/image; sleep 0.05; done
                        """);
        trial.provision();

        trial.provision();

        assertThat(trial.inside("built", "cat /hello.txt")).startsWith("of the workspace");
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

    /// Podman that is killed over a removal keeps a container that it cannot inspect any more.
    @Test
    void aRemovalThatWasKilledIsFinished() throws Exception {
        assumeTrue(host().engine().equals("podman"));
        Trial trial = trial().file("compose.yaml", WEB);
        trial.provision();
        killARemoval(trial);
        assertThat(trial.provision())
                .as("provisioning again takes what is left away")
                .isNotNull();
        assertThat(trial.observe()).isInstanceOf(Observation.Running.class);

        killARemoval(trial);
        trial.teardown();

        assertThat(trial.remains()).isEmpty();
    }

    /// Makes containers of the sandbox's and kills their removal, each time later, until podman has one in its books
    /// that is not there.
    private void killARemoval(Trial trial) {
        assertThat(host().output(
                                """
                                for moment in $(seq 1 300); do
                                    id=$(podman create --network none --label "com.docker.compose.project=$1" \\
                                        --label com.docker.compose.service=other \\
                                        --label "sandboxer.coulomb.social/installation=$2" \\
                                        --label "sandboxer.coulomb.social/sandbox-uid=$3" "$4" true)
                                    podman rm -f "$id" >/dev/null 2>&1 &
                                    sleep "$(printf '0.%03d' $((moment % 60 * 2)))"
                                    kill -KILL $! 2>/dev/null
                                    wait $! 2>/dev/null
                                    [ -n "$(podman ps -aq --filter "id=$id")" ] || continue
                                    podman inspect --type container "$id" >/dev/null 2>&1 || { echo "$id"; break; }
                                    podman rm -f "$id" >/dev/null
                                done
                                """,
                                trial.project(),
                                trial.identity().installation(),
                                trial.identity().uid(),
                                host().image()))
                .as("a container that cannot be inspected")
                .isNotEmpty();
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
}
