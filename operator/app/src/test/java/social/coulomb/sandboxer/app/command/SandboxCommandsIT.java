package social.coulomb.sandboxer.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.app.ProgramRun;
import social.coulomb.sandboxer.crds.sandbox.OperatingMode;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// The real program against a real API. What controllers would write is written by the tests.
class SandboxCommandsIT {

    private static final String READY = """
            {state: Ready, sandboxId: %s, readyAt: "2026-11-01T10:00:00Z", expiresAt: "%s", observedGeneration: %d,
             conditions: [{type: Ready, status: "True", reason: Ready, message: It can be reached.}],
             consumer: {actor: %s, project: %s}, profile: {id: profile.compose-e2e}, route: {host: host-a}}""";
    private static final String FAR = "2999-01-01T00:00:00Z";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @SuppressWarnings("NullAway.Init")
    private ApiFixture api;

    @BeforeEach
    void begin() throws Exception {
        api = new ApiFixture(scratch);
    }

    @AfterEach
    void end() {
        api.close();
    }

    private void ready(String namespace, String name, String id) throws Exception {
        api.sandbox(namespace, name, "{}");
        api.status(namespace, name, READY.formatted(id, FAR, 1, "atm", "wise-validator"));
    }

    @Test
    void aSandboxIsFoundByNameAndById() throws Exception {
        ready("team", "one", "0123456789ab");

        assertThat(api.json("get", "one", "-n", "team", "-o", "json")
                        .get("sandbox_id")
                        .asText())
                .isEqualTo("0123456789ab");
        assertThat(api.run("get", "0123456789ab", "-A").output()).startsWith("sandbox/one Ready 0123456789ab");
        assertThat(api.run("get", "0123456789ab").code()).isEqualTo(9);
        assertThat(api.run("get", "one", "-n", "team", "-A").code()).isEqualTo(2);
    }

    @Test
    void aWordThatFitsSeveralNamesThemAll() throws Exception {
        ready("team", "one", "0123456789ab");
        ready("default", "one", "ba9876543210");

        ProgramRun ambiguous = api.run("destroy", "one", "-A");

        assertThat(ambiguous.code()).isEqualTo(9);
        assertThat(ambiguous.errors()).contains("default/one (ba9876543210) or team/one (0123456789ab)");
        assertThat(api.find("team", "one")).isNotNull();
    }

    @Test
    void aListIsFilteredByConsumerStateHostAndLabel() throws Exception {
        ready("team", "one", "0123456789ab");
        api.sandbox("team", "two", "{profile: profile.build, consumer: {runId: r7}}");
        api.status("team", "two", "{state: Failed, consumer: {actor: agt, project: glas-harness, runId: r7}}");

        assertThat(names("--actor", "atm")).isEqualTo("sandbox/one\n");
        assertThat(names("--project", "glas-harness")).isEqualTo("sandbox/two\n");
        assertThat(names("--actor", "atm", "--project", "glas-harness")).isEmpty();
        assertThat(names("--run-id", "r7")).isEqualTo("sandbox/two\n");
        assertThat(names("--state", "ready")).isEqualTo("sandbox/one\n");
        assertThat(names("--host", "host-a")).isEqualTo("sandbox/one\n");
        assertThat(names("--profile", "profile.build")).isEqualTo("sandbox/two\n");
        assertThat(names("-l", "name in (two)")).isEqualTo("sandbox/two\n");
        assertThat(api.run("list", "--actor", "bot").code()).isEqualTo(2);
        assertThat(api.run("list", "--state", "rdy").code()).isEqualTo(2);
    }

    private String names(String... filter) {
        String[] arguments = new String[filter.length + 5];
        System.arraycopy(new String[] {"list", "-n", "team", "-o", "name"}, 0, arguments, 0, 5);
        System.arraycopy(filter, 0, arguments, 5, filter.length);
        return api.run(arguments).output();
    }

    @Test
    void aListIsAlwaysAnArrayOfJson() throws Exception {
        assertThat(api.json("list", "-o", "json").isArray()).isTrue();
        assertThat(api.run("list").errors()).contains("No such sandboxes in namespace default");
        ready("team", "one", "0123456789ab");
        JsonNode list = api.json("list", "-A", "-o", "json");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("state").asText()).isEqualTo("ready");
        assertThat(list.get(0).get("consumer").get("project").asText()).isEqualTo("wise-validator");
    }

    @Test
    void everyOptionOfCreateReachesTheObject() throws Exception {
        ProgramRun declared = api.run(
                "create",
                "one",
                "-n",
                "team",
                "--no-wait",
                "--profile",
                "profile.build",
                "--input",
                "repo=x",
                "--input",
                "vm=y",
                "--host",
                "host-a",
                "--ttl",
                "2h",
                "--idle-timeout",
                "30m",
                "--establish-timeout",
                "5m",
                "--retain",
                "--update-policy",
                "Immediately",
                "--actor",
                "agt",
                "--project",
                "snuggle-inventor",
                "--run-id",
                "r1",
                "--strategy",
                "lowest-cost",
                "--extension",
                "ext.a",
                "--extension",
                "ext.b",
                "--max-cost",
                "1.50");

        assertThat(declared.errors()).isEmpty();
        assertThat(declared.output()).isEqualTo("sandbox/one declared\n");
        assertThat(api.run("get", "one", "-n", "team", "-o", "yaml").output())
                .contains(
                        "profile: \"profile.build\"",
                        "repo: \"x\"",
                        "vm: \"y\"",
                        "host: \"host-a\"",
                        "ttl: \"2h\"",
                        "idleTimeout: \"30m\"",
                        "establishTimeout: \"5m\"",
                        "shutdownPolicy: \"Retain\"",
                        "updatePolicy: \"Immediately\"",
                        "actor: \"agt\"",
                        "runId: \"r1\"",
                        "strategy: \"lowest-cost\"",
                        "- \"ext.a\"\n    - \"ext.b\"",
                        "maxCostPerHourUsd: \"1.50\"",
                        "sandboxer.coulomb.social/actor: \"agt\"",
                        "sandboxer.coulomb.social/project: \"snuggle-inventor\"")
                .doesNotContain("ttlAfterFinished");
    }

    @Test
    void whatTheApiRefusesIsToldInItsWordsWithACodeOfItsOwn() {
        ProgramRun refused = api.run("create", "one", "--no-wait", "--ttl", "soon", "--actor", "bot");

        assertThat(refused.code()).isEqualTo(10);
        assertThat(refused.errors())
                .contains("spec.ttl", "soon", "spec.consumer.actor", "bot")
                .hasLineCount(1);
    }

    @Test
    void aDryRunDeclaresNothing() throws Exception {
        ProgramRun dry = api.run("create", "one", "--dry-run", "--ttl", "2h");

        assertThat(dry.output()).isEqualTo("sandbox/one would be declared\n");
        assertThat(api.run("create", "two", "--dry-run", "--ttl", "soon").code())
                .isEqualTo(10);
        assertThat(api.json("list", "-o", "json")).isEmpty();
    }

    @Test
    void createTellsHowItGoesOnAndPrintsWhatItWaitedFor() throws Exception {
        try (ExecutorService program = Executors.newSingleThreadExecutor()) {
            var created = CompletableFuture.supplyAsync(
                    () -> api.run("create", "one", "-o", "json", "--timeout", "30s"), program);
            Awaitility.await().until(() -> api.find("default", "one") != null);
            for (String message : new String[] {"pulling images", "starting services"}) {
                api.status(
                        "default",
                        "one",
                        "{state: Provisioning, operation: {intent: Provision, message: " + message + "}}");
            }
            api.status("default", "one", "{operation: null}");
            api.status("default", "one", READY.formatted("0123456789ab", FAR, 1, "atm", "p"));

            ProgramRun answer = created.get();
            assertThat(answer.code()).isZero();
            assertThat(answer.errors()).contains("sandbox/one Ready: It can be reached.");
            assertThat(answer.output()).startsWith("{").contains("\"sandbox_id\" : \"0123456789ab\"");
        }
    }

    @Test
    void createEndsWhereSomebodyHasToChangeSomething() throws Exception {
        api.sandbox("default", "one", "{}");
        api.status(
                "default",
                "one",
                "{state: Requested, conditions: [{type: Stalled, status: 'True', reason: ProfileInvalid, message: see line 3}]}");

        ProgramRun stalled = api.run("create", "one", "--quiet");

        assertThat(stalled.code()).isEqualTo(8);
        assertThat(stalled.errors()).isEqualTo("sandboxer: sandbox/one is not ready: ProfileInvalid: see line 3\n");
    }

    @Test
    void whoWaitsTooLongIsToldWhatWasSaidLast() throws Exception {
        ProgramRun late = api.run("create", "one", "--timeout", "1s");

        assertThat(late.code()).isEqualTo(8);
        assertThat(late.errors()).contains("not there yet after 1s", "are the controllers running?");
    }

    @Test
    void moreTimeIsAddedAndWhatWasDeclaredBeforeStays() throws Exception {
        api.run("create", "one", "--no-wait", "--ttl", "1h", "--host", "host-a", "--actor", "atm");
        api.status("default", "one", READY.formatted("0123456789ab", "2999-01-01T00:00:00Z", 1, "atm", "p"));
        api.status("default", "one", "{readyAt: '2998-12-31T22:00:00Z'}");

        ProgramRun extended = api.run("extend-ttl", "0123456789ab", "--duration", "30m", "--no-wait");

        assertThat(extended.code()).isZero();
        assertThat(extended.output()).isEqualTo("sandbox/one lives 150m in all, until 2999-01-01T00:30:00Z\n");
        Sandbox one = api.find("default", "one");
        assertThat(one.getSpec().ttl()).isEqualTo("150m");
        assertThat(one.getSpec().host()).isEqualTo("host-a");
        assertThat(one.getMetadata().getLabels()).containsEntry("sandboxer.coulomb.social/actor", "atm");
    }

    @Test
    void theProfilesMaximumCapsAndIsTold() throws Exception {
        api.apply(ConfigMap.class, """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: p, namespace: sandboxer-system, labels: {sandboxer.coulomb.social/catalog: "true"}}
                data:
                  profile.compose-e2e.yaml: |
                    {id: profile.compose-e2e, version: "1", extension: ext.a, isolation: {level: container},
                     ttl: {default: 1h, max: 24h}}
                """);
        api.run("create", "one", "--no-wait");
        api.status("default", "one", READY.formatted("0123456789ab", FAR, 1, "atm", "p"));
        api.status("default", "one", "{readyAt: '2998-12-31T22:00:00Z'}");

        ProgramRun extended = api.run("extend-ttl", "one", "--duration", "9d", "--no-wait");

        assertThat(extended.errors()).contains("Its profile lets it live 1d in all");
        assertThat(api.find("default", "one").getSpec().ttl()).isEqualTo("1d");
    }

    @Test
    void whatAnotherManagerSetsIsChangedThere() throws Exception {
        api.sandbox("default", "one", "{ttl: 2h}");
        api.status("default", "one", READY.formatted("0123456789ab", FAR, 1, "atm", "p"));

        ProgramRun refused = api.run("extend-ttl", "one", "--duration", "1h", "-q");

        assertThat(refused.code()).isEqualTo(11);
        assertThat(refused.errors()).contains("spec.ttl is set by 'gitops'", "in git");
        assertThat(api.find("default", "one").getSpec().ttl()).isEqualTo("2h");
    }

    @Test
    void onlyAReadySandboxCanLiveLonger() throws Exception {
        api.sandbox("default", "one", "{}");
        api.status(
                "default",
                "one",
                "{state: Destroyed, conditions: [{type: Finished, status: 'True', reason: Expired, message: over}]}");

        ProgramRun refused = api.run("extend-ttl", "one", "--duration", "1h");

        assertThat(refused.code()).isEqualTo(8);
        assertThat(refused.errors()).contains("is Destroyed: only a ready or active sandbox", "Expired: over");
        assertThat(api.run("extend-ttl", "one", "--duration", "long").code()).isEqualTo(2);
    }

    @Test
    void recreateWaitsForTheNewIncarnationAlone() throws Exception {
        api.run("create", "one", "--no-wait", "--ttl", "1h");
        api.status("default", "one", READY.formatted("0123456789ab", FAR, 1, "atm", "p"));
        try (ExecutorService program = Executors.newSingleThreadExecutor()) {
            var recreated = CompletableFuture.supplyAsync(
                    () -> api.run("recreate", "0123456789ab", "--timeout", "30s"), program);
            Awaitility.await().until(() -> api.find("default", "one").getSpec().recreate() != null);
            assertThat(recreated).isNotDone();
            String token = api.find("default", "one").getSpec().recreate();
            api.status("default", "one", READY.formatted("ba9876543210", FAR, 2, "atm", "p"));
            assertThat(recreated).isNotDone();
            api.status("default", "one", "{establishedFrom: {recreate: '" + token + "'}}");

            ProgramRun answer = recreated.get();
            assertThat(answer.errors()).doesNotContain("sandboxer:");
            assertThat(answer.output()).startsWith("sandbox/one Ready ba9876543210");
            assertThat(api.find("default", "one").getSpec().ttl()).isEqualTo("1h");
        }
        String token = api.find("default", "one").getSpec().recreate();
        api.run("create", "one", "--no-wait", "--ttl", "2h");
        assertThat(api.find("default", "one").getSpec().recreate()).isEqualTo(token);
    }

    @Test
    void severalAreDestroyedAndWhatIsGoneIsASuccess() throws Exception {
        ready("default", "one", "0123456789ab");
        ready("default", "two", "ba9876543210");

        ProgramRun destroyed = api.run("destroy", "one", "ba9876543210", "three");

        assertThat(destroyed.code()).isZero();
        assertThat(destroyed.output())
                .contains("sandbox/one destroyed", "sandbox/two destroyed", "sandbox/three is not there");
        assertThat(api.json("list", "-o", "json")).isEmpty();
    }

    @Test
    void aRecordIsKeptOnDemandAndRecreateWantsItAgain() throws Exception {
        ready("default", "one", "0123456789ab");

        assertThat(api.run("destroy", "one", "--keep-record", "--no-wait").output())
                .isEqualTo("sandbox/one is being destroyed\n");
        assertThat(api.find("default", "one").getSpec().operatingMode()).isEqualTo(OperatingMode.DESTROYED);

        assertThat(api.run("recreate", "one", "--no-wait").code()).isZero();
        assertThat(api.find("default", "one").getSpec().operatingMode()).isEqualTo(OperatingMode.RUNNING);
    }

    @Test
    void expireShowsWhatIsOverdueAndNamesMissingControllers() throws Exception {
        ready("default", "fresh", "0123456789ab");
        api.sandbox("default", "late", "{}");
        api.status("default", "late", READY.formatted("ba9876543210", "2026-11-01T10:30:00Z", 1, "atm", "p"));

        JsonNode dry = api.json("expire", "-o", "json");
        assertThat(dry).hasSize(1);
        assertThat(dry.get(0).get("sandbox_id").asText()).isEqualTo("ba9876543210");
        assertThat(dry.get(0).get("action").asText()).isEqualTo("dry-run");

        ProgramRun applied = api.run("expire", "--apply");
        assertThat(applied.code()).isEqualTo(8);
        assertThat(applied.output()).contains("sandbox/late ba9876543210 failed: no controllers are active");

        api.run("destroy", "late");
        assertThat(api.run("expire", "--apply").errors()).contains("Nothing is overdue");
    }

    @Test
    void expireWaitsUntilTheControllersHaveEndedIt() throws Exception {
        api.apply(Lease.class, """
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: sandboxer-controllers, namespace: sandboxer-system}
                spec: {holderIdentity: somebody, leaseDurationSeconds: 15, renewTime: "2999-01-01T00:00:00.000000Z"}
                """);
        api.sandbox("default", "late", "{}");
        api.status("default", "late", READY.formatted("ba9876543210", "2026-11-01T10:30:00Z", 1, "atm", "p"));
        try (ExecutorService program = Executors.newSingleThreadExecutor()) {
            var applied =
                    CompletableFuture.supplyAsync(() -> api.run("expire", "--apply", "--timeout", "30s"), program);
            api.status("default", "late", "{state: Destroying, endReason: Expired}");
            api.status("default", "late", "{state: Destroyed, endedAt: '2026-11-01T10:31:00Z'}");

            assertThat(applied.get().code()).isZero();
            assertThat(applied.get().output() + applied.get().errors())
                    .containsAnyOf("sandbox/late ba9876543210 destroyed", "Nothing is overdue");
        }
    }

    @Test
    void howASandboxIsReachedIsShownWithCommandsToCopy() throws Exception {
        ready("default", "one", "0123456789ab");
        api.status("default", "one", """
                {reachability: {ssh: root@192.0.2.10, sshCommand: ssh -t root@192.0.2.10, remoteDir: /tmp/x,
                 composeProject: sbx-0123456789ab, tunnelVia: ops-bridge, identity: ops-warden,
                 endpoints: [{service: web, port: 80, via: tunnel, command: ssh -N -L 80:a:80 root@192.0.2.10}]}}""");

        assertThat(api.run("reachability", "show", "one").output())
                .contains(
                        "ssh -t root@192.0.2.10",
                        "web:80           tunnel  ssh -N -L 80:a:80 root@192.0.2.10",
                        "bridge status");
        JsonNode json = api.json("reachability", "show", "0123456789ab", "-o", "json");
        assertThat(json.get("ssh").asText()).isEqualTo("root@192.0.2.10");
        assertThat(json.get("pointer").asText()).contains("ops-bridge");
        assertThat(api.run("reachability", "show", "one", "-o", "name").output())
                .isEqualTo("sandbox/one\n");
        assertThat(api.run("reachability", "show", "one", "-o", "yaml").output())
                .contains("kind: \"Sandbox\"", "composeProject: \"sbx-0123456789ab\"");
    }

    @Test
    void whatCannotBeReachedYetSaysWhy() throws Exception {
        api.sandbox("default", "one", "{}");

        ProgramRun refused = api.run("reachability", "show", "one");

        assertThat(refused.code()).isEqualTo(8);
        assertThat(refused.errors()).contains("is Requested and cannot be reached");
    }

    @Test
    void theOutputOfAFailedStepIsShown() throws Exception {
        Sandbox one = api.sandbox("default", "one", "{}");
        assertThat(api.run("logs", "one").errors()).contains("Nothing has failed for sandbox/one");
        log("default", "one-log", "another");
        assertThat(api.run("logs", "one").errors()).contains("Nothing has failed for sandbox/one");
        log("default", "one-log", one.getMetadata().getUid());

        ProgramRun logs = api.run("logs", "one");

        assertThat(logs.output()).isEqualTo("pull failed\n  no such image\n");
        assertThat(logs.errors()).isEqualTo("step pull, attempt 2 of incarnation 1, 2026-11-01T10:00:00Z\n");
        assertThat(api.json("logs", "one", "-o", "json").get("attempt").intValue())
                .isEqualTo(2);
    }

    private void log(String namespace, String name, String owner) {
        api.apply(ConfigMap.class, """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                  namespace: %s
                  labels: {sandboxer.coulomb.social/log: "true"}
                  ownerReferences:
                  - {apiVersion: sandboxer.coulomb.social/v1alpha1, kind: Sandbox, name: one, uid: %s}
                data:
                  output: "\\e[31mpull failed\\e[0m\\n  no such image\\n"
                  step: pull
                  attempt: "2"
                  incarnation: "1"
                  at: "2026-11-01T10:00:00Z"
                """.formatted(name, namespace, owner));
    }
}
