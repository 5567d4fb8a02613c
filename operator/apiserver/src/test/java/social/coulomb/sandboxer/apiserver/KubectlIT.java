package social.coulomb.sandboxer.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What people do with kubectl works as against any cluster. Skipped where kubectl is not installed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KubectlIT {

    private static final Map<String, String> PLAIN = Map.of();

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedApiServer server;

    @SuppressWarnings("NullAway.Init")
    private Kubectl kubectl;

    @BeforeAll
    void serve(@TempDir Path temporary) throws Exception {
        directory = temporary;
        Optional<Path> program = Kubectl.installed();
        assumeTrue(program.isPresent(), "kubectl is not installed");
        server = EmbeddedApiServer.start(Kitchen.server(directory));
        kubectl = new Kubectl(
                program.orElseThrow(), server.kubeconfig(), Files.createDirectory(directory.resolve("home")));
    }

    @AfterAll
    @SuppressWarnings("ConstantValue")
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void applyCreatesThenChangesThenLeavesAlone() throws Exception {
        assertThat(apply(teapot("applied", "green"))).isEqualTo("teapot.kitchen.example.org/applied created\n");
        assertThat(apply(teapot("applied", "black"))).isEqualTo("teapot.kitchen.example.org/applied configured\n");
        assertThat(apply(teapot("applied", "black"))).isEqualTo("teapot.kitchen.example.org/applied unchanged\n");
        assertThat(succeed("get", "tp", "applied", "-o", "jsonpath={.spec.tea} {.spec.cups} {.metadata.generation}"))
                .isEqualTo("black 2 2");
    }

    @Test
    void serverSideApplyTakesOverWhatClientSideApplyMade() throws Exception {
        apply(teapot("moved", "green"));
        Kubectl.Result moved = kubectl.run(teapot("moved", "white"), PLAIN, "apply", "--server-side", "-f", "-");
        assertThat(moved.errors()).doesNotContain("conflict");
        assertThat(moved.output()).isEqualTo("teapot.kitchen.example.org/moved serverside-applied\n");
        assertThat(succeed("get", "tp", "moved", "-o", "jsonpath={.spec.tea} {.metadata.managedFields[*].manager}"))
                .startsWith("white ")
                .contains("kubectl")
                .doesNotContain("kubectl-client-side-apply");
    }

    @Test
    void serverSideApplyByAnotherManagerMeetsAConflict() throws Exception {
        kubectl.run(teapot("owned", "green"), PLAIN, "apply", "--server-side", "--field-manager=one", "-f", "-");
        Kubectl.Result refused = kubectl.run(
                teapot("owned", "black"), PLAIN, "apply", "--server-side", "--field-manager=two", "-f", "-");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.errors()).contains("conflict with \"one\": .spec.tea");
    }

    @Test
    void applyOfAMistypedFieldIsRefusedByName() throws Exception {
        Kubectl.Result refused =
                kubectl.run(teapot("typo", "green").replace("cups", "cupz"), PLAIN, "apply", "-f", "-");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.errors()).contains("unknown field \"spec.cupz\"");
    }

    @Test
    void getShowsTheDefinedColumns() throws Exception {
        apply(teapot("shown", "green"));
        assertThat(succeed("get", "teapots", "shown").lines().toList())
                .satisfiesExactly(
                        header -> assertThat(header.split("\\s+")).containsExactly("NAME", "TEA", "READY", "AGE"),
                        row -> assertThat(row).matches("shown\\s+green\\s+\\d+s"));
        assertThat(succeed("get", "teapots", "shown", "-o", "wide").lines().findFirst())
                .hasValueSatisfying(header ->
                        assertThat(header.split("\\s+")).containsExactly("NAME", "TEA", "READY", "CUPS", "AGE"));
        assertThat(succeed("get", "all")).contains("shown");
    }

    @Test
    void getByFieldAndLabelFindsTheRightOnes() throws Exception {
        apply(teapot("chosen", "oolong"));
        succeed("label", "teapot", "chosen", "shelf=top");
        assertThat(succeed("get", "tp", "-l", "shelf=top", "-o", "name"))
                .isEqualTo("teapot.kitchen.example.org/chosen\n");
        assertThat(succeed("get", "tp", "--field-selector", "spec.tea=oolong", "-o", "name"))
                .isEqualTo("teapot.kitchen.example.org/chosen\n");
    }

    @Test
    void watchShowsChangesAsRows() throws Exception {
        apply(teapot("watched", "green"));
        Path output = directory.resolve("watch.txt");
        Process watching = kubectl.start(output, directory.resolve("watch.err"), PLAIN, "get", "tp", "watched", "-w");
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(output).contains("green"));
            succeed("patch", "tp", "watched", "--type=merge", "-p", "{\"spec\":{\"tea\":\"mint\"}}");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(output).contains("mint"));
        } finally {
            watching.destroy();
        }
    }

    @Test
    void describeShowsTheObjectAndItsEvents() throws Exception {
        apply(teapot("described", "green"));
        apply("""
                apiVersion: v1
                kind: Event
                metadata: {name: described.1, namespace: default}
                involvedObject: {apiVersion: kitchen.example.org/v1, kind: Teapot, namespace: default, name: described, uid: %s}
                reason: Whistled
                message: the water is hot
                type: Normal
                source: {component: stove}
                """.formatted(succeed("get", "tp", "described", "-o", "jsonpath={.metadata.uid}")));
        assertThat(succeed("describe", "tp", "described"))
                .contains("Tea:", "green", "Whistled", "the water is hot", "stove");
        assertThat(succeed("events", "--for", "teapot/described")).contains("Whistled");
    }

    @Test
    void waitReturnsWhenTheConditionIsMet() throws Exception {
        apply(teapot("awaited", "green"));
        Path output = directory.resolve("wait.txt");
        Process waiting = kubectl.start(
                output,
                directory.resolve("wait.err"),
                PLAIN,
                "wait",
                "tp/awaited",
                "--for=condition=Ready",
                "--timeout=40s");
        try {
            succeed(
                    "patch",
                    "tp",
                    "awaited",
                    "--subresource=status",
                    "--type=merge",
                    "-p",
                    "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
            assertThat(waiting.waitFor(Duration.ofSeconds(40))).isTrue();
            assertThat(waiting.exitValue()).isZero();
            assertThat(Files.readString(output)).contains("condition met");
        } finally {
            waiting.destroy();
        }
        assertThat(succeed("get", "tp", "awaited")).containsPattern("awaited\\s+green\\s+True");
    }

    @Test
    void explainTellsTheFieldsOfOwnAndOfBuiltInKinds() throws Exception {
        assertThat(succeed("explain", "teapots.spec"))
                .contains("KIND:", "Teapot", "The tea that is wanted.", "cups", "How many cups.", "-required-");
        assertThat(succeed("explain", "teapot.metadata.labels"))
                .contains("Short values by which objects are selected.");
        assertThat(succeed("explain", "configmaps.data")).contains("FIELD: data");
        assertThat(succeed("explain", "crd.spec.names")).contains("plural");
    }

    @Test
    void editWritesWhatTheEditorLeaves() throws Exception {
        apply(teapot("edited", "green"));
        Path editor = Files.writeString(
                directory.resolve("editor.sh"), "#!/bin/sh\nsed -i 's/tea: green/tea: jasmine/' \"$1\"\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        Kubectl.Result edited = kubectl.run("", Map.of("KUBE_EDITOR", editor.toString()), "edit", "teapot", "edited");
        assertThat(edited.output()).as(edited.errors()).contains("edited");
        assertThat(succeed("get", "tp", "edited", "-o", "jsonpath={.spec.tea}")).isEqualTo("jasmine");
    }

    @Test
    void deleteWaitsUntilTheObjectIsGone() throws Exception {
        apply(teapot("dropped", "green"));
        assertThat(succeed("delete", "tp", "dropped")).contains("\"dropped\" deleted");
        assertThat(kubectl.run("get", "tp", "dropped").errors()).contains("(NotFound)");
    }

    @Test
    void scaleChangesTheNumberThatTheDefinitionNames() throws Exception {
        apply(teapot("scaled", "green"));
        succeed("scale", "tp/scaled", "--replicas=7");
        assertThat(succeed("get", "tp", "scaled", "-o", "jsonpath={.spec.cups}"))
                .isEqualTo("7");
    }

    @Test
    void diffAndDryRunChangeNothing() throws Exception {
        apply(teapot("tried", "green"));
        assertThat(kubectl.run(teapot("tried", "rooibos"), PLAIN, "diff", "-f", "-")
                        .output())
                .contains("-  tea: green", "+  tea: rooibos");
        assertThat(kubectl.run(teapot("tried", "rooibos"), PLAIN, "apply", "--dry-run=server", "-f", "-")
                        .output())
                .contains("(server dry run)");
        assertThat(succeed("get", "tp", "tried", "-o", "jsonpath={.spec.tea}")).isEqualTo("green");
    }

    @Test
    void typedCommandsSendTheirBodiesInTheBinaryForm() throws Exception {
        succeed("create", "namespace", "cellar");
        succeed("-n", "cellar", "create", "configmap", "menu", "--from-literal=tea=green");
        succeed("-n", "cellar", "create", "secret", "generic", "key", "--from-literal=pin=1234");
        assertThat(succeed("-n", "cellar", "get", "configmap", "menu", "-o", "jsonpath={.data.tea}"))
                .isEqualTo("green");
        assertThat(succeed("-n", "cellar", "get", "secret", "key", "-o", "jsonpath={.data.pin} {.type}"))
                .isEqualTo("MTIzNA== Opaque");
        assertThat(succeed("auth", "can-i", "create", "teapots")).isEqualTo("yes\n");
        assertThat(succeed("auth", "whoami")).contains("sandboxer:admin");
        assertThat(succeed("delete", "namespace", "cellar")).contains("deleted");
    }

    @Test
    void definitionsThatAreAppliedAreServedAtOnce() throws Exception {
        apply("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: spoons.kitchen.example.org}
                spec:
                  group: kitchen.example.org
                  scope: Cluster
                  names: {plural: spoons, singular: spoon, kind: Spoon, listKind: SpoonList}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: string}}}}}}
                """);
        succeed("wait", "crd/spoons.kitchen.example.org", "--for=condition=Established", "--timeout=20s");
        apply("""
                apiVersion: kitchen.example.org/v1
                kind: Spoon
                metadata: {name: small}
                spec: {size: tea}
                """);
        assertThat(succeed("get", "spoons")).contains("small");
        assertThat(succeed("api-resources", "--api-group=kitchen.example.org")).contains("spoons", "teapots");
    }

    @Test
    void versionIsOneThatClientsUnderstand() throws Exception {
        assertThat(succeed("version")).contains("Server Version: v1.36.0");
        assertThat(succeed("get", "--raw", "/readyz")).isEqualTo("ok");
    }

    private String apply(String manifest) throws IOException, InterruptedException {
        Kubectl.Result result = kubectl.run(manifest, PLAIN, "apply", "-f", "-");
        assertThat(result.code()).as(result.errors()).isZero();
        return result.output();
    }

    private String succeed(String... arguments) throws IOException, InterruptedException {
        Kubectl.Result result = kubectl.run(arguments);
        assertThat(result.code()).as(result.errors()).isZero();
        return result.output();
    }

    private static String teapot(String name, String tea) {
        return """
                apiVersion: kitchen.example.org/v1
                kind: Teapot
                metadata: {name: %s, namespace: default}
                spec:
                  tea: %s
                  cups: 2
                """.formatted(name, tea);
    }
}
