package social.coulomb.sandboxer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.app.home.LocalHome;
import social.coulomb.sandboxer.app.home.StateDirectory;
import social.coulomb.sandboxer.controllers.ControllersOptions;

/// Each wrong start has an exit code and a sentence of its own.
class CommandLineIT {

    private static final String HOST_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICZJNoOfCOjQbED0Px05qDxLOgYXiVT53I/6oGtQKuKn";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @Test
    void theVersionIsPrinted() {
        ProgramRun answer = ProgramRun.of("--version");

        assertThat(answer.code()).isZero();
        assertThat(answer.output()).matches("sandboxer [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
    }

    @Test
    void theHelpNamesEveryCommandAndExitCode() {
        ProgramRun answer = ProgramRun.of("--help");

        assertThat(answer.code()).isZero();
        assertThat(answer.output())
                .contains(
                        "up",
                        "operator",
                        "create",
                        "get",
                        "list",
                        "recreate",
                        "extend-ttl",
                        "expire",
                        "destroy",
                        "reachability",
                        "logs",
                        "hosts",
                        "inspect",
                        "profiles",
                        "extensions",
                        "completion",
                        "Exit codes");
    }

    @Test
    void everyCommandHasAHelp() {
        for (String command : Sandboxer.commandLine().getSubcommands().keySet()) {
            assertThat(ProgramRun.of(command, "--help").code()).as(command).isZero();
        }
    }

    @Test
    void theCompletionScriptIsOneThatShellsUnderstand() throws Exception {
        ProgramRun script = ProgramRun.of("completion", "zsh");
        Path file = Files.writeString(scratch.resolve("completion"), script.output());

        assertThat(script.code()).isZero();
        assertThat(script.output())
                .contains("extend-ttl", "bashcompinit", "(\"json\" \"yaml\" \"table\" \"wide\" \"name\")");
        assertThat(new ProcessBuilder("bash", "-n", file.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(ProgramRun.of("completion", "fish").code()).isEqualTo(2);
    }

    @Test
    void anUnknownCommandIsAWrongCommandLine() {
        assertThat(ProgramRun.of("upp").code()).isEqualTo(2);
        assertThat(ProgramRun.of().code()).isEqualTo(2);
    }

    @Test
    void anOpenStateDirectoryIsRefused() throws Exception {
        Path open = Files.createDirectory(
                scratch.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwx---")));

        ProgramRun answer = up(open);

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.errors()).contains("chmod 700");
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatChoosesAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProgramRun answer = ProgramRun.of(
                    "up",
                    "--until-ready",
                    "--state",
                    scratch.resolve("state").toString(),
                    "--metrics",
                    "127.0.0.1:0",
                    "--listen",
                    "127.0.0.1:" + taken.getLocalPort());

            assertThat(answer.code()).isEqualTo(4);
            assertThat(answer.errors()).contains("--listen");
        }
    }

    @Test
    void aSecondProcessOnOneStateDirectoryIsRefused() throws Exception {
        StateDirectory state = StateDirectory.open(scratch.resolve("state"));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        LocalHome.Settings settings = new LocalHome.Settings(
                state,
                anyPort,
                anyPort,
                null,
                List.of(),
                scratch.resolve("known_hosts"),
                scratch,
                ControllersOptions.Policy.STANDARD);
        try (LocalHome first = LocalHome.start(settings)) {
            assertThat(first.describe()).anyMatch(line -> line.startsWith("ready"));

            ProgramRun second = up(state.root());

            assertThat(second.code()).isEqualTo(3);
            assertThat(second.errors())
                    .contains(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void aSecondSetOfControllersIsRefusedWhileTheFirstIsActive() throws Exception {
        try (LocalHome first = home()) {
            assertThat(first.describe()).isNotEmpty();

            ProgramRun second = ProgramRun.of(
                    "operator",
                    "--until-ready",
                    "--kubeconfig",
                    kubeconfig(),
                    "--metrics",
                    "127.0.0.1:0",
                    "--state",
                    scratch.resolve("operator").toString());

            assertThat(second.code()).isEqualTo(6);
            assertThat(second.errors()).contains("Another set of controllers is active");
        }
    }

    @Test
    void aSandboxIsDeclaredShownInTheWordsOfTheApiAndDestroyed() throws Exception {
        try (LocalHome home = home()) {
            assertThat(home.describe()).isNotEmpty();
            ProgramRun declared = ProgramRun.of(
                    "create", "one", "--host", "nowhere", "--ttl", "1h", "--no-wait", "--kubeconfig", kubeconfig());
            assertThat(declared.errors()).isEmpty();
            assertThat(declared.output()).contains("sandbox/one declared");

            assertThat(ProgramRun.of("get", "--kubeconfig", kubeconfig()).output())
                    .matches("sandbox/one [A-Z][a-z]+( .*)?\\R");
            assertThat(ProgramRun.of("get", "one", "-o", "yaml", "--kubeconfig", kubeconfig())
                            .output())
                    .contains("host: \"nowhere\"", "shutdownPolicy: \"Delete\"")
                    .doesNotContain("managedFields");

            assertThat(ProgramRun.of("destroy", "one", "--kubeconfig", kubeconfig())
                            .code())
                    .isZero();
            assertThat(ProgramRun.of("get", "one", "--kubeconfig", kubeconfig()).code())
                    .isEqualTo(9);
        }
    }

    @Test
    void aHostThatOnlySshCanFindIsLeftToItsKnownHosts() throws Exception {
        try (LocalHome home = home()) {
            assertThat(home.describe()).isNotEmpty();

            ProgramRun answer = ProgramRun.of(
                    "hosts", "add", "a-name-of-mine", "--transport", "openssh", "--kubeconfig", kubeconfig());

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.code()).isZero();
            assertThat(answer.output()).contains("a-name-of-mine is trusted is left to ssh's known_hosts");
        }
    }

    @Test
    void anUnusableKubeconfigIsNamed() throws Exception {
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), "this is: [no kubeconfig");

        ProgramRun answer = ProgramRun.of("get", "--kubeconfig", kubeconfig.toString());

        assertThat(answer.code()).isEqualTo(5);
        assertThat(answer.errors()).contains(kubeconfig.toString());
    }

    @Test
    void whatTheApiRefusesToTheControllersIsNamed() throws Exception {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> answer(exchange, 403, """
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 403, "reason": "Forbidden",
                 "message": "leases is forbidden"}"""));
        api.createContext("/apis/sandboxer.coulomb.social/v1alpha1", exchange -> answer(exchange, 200, """
                {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "sandboxer.coulomb.social/v1alpha1",
                 "resources": []}"""));
        api.createContext("/api/v1/namespaces/", exchange -> answer(exchange, 200, """
                {"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "sandboxer-system"}}"""));
        api.start();
        try {
            Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: a, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: a, context: {cluster: a}}]
                    current-context: a
                    """.formatted(
                            api.getAddress().getPort()));

            ProgramRun answer = ProgramRun.of(
                    "operator",
                    "--until-ready",
                    "--installation",
                    "test",
                    "--kubeconfig",
                    kubeconfig.toString(),
                    "--metrics",
                    "127.0.0.1:0",
                    "--state",
                    scratch.resolve("operator").toString());

            assertThat(answer.code()).isEqualTo(5);
            assertThat(answer.errors()).contains("leases is forbidden").hasLineCount(1);
        } finally {
            api.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void aKeyInASecretIsNamedByBothItsNames() {
        ProgramRun answer = ProgramRun.of(
                "hosts", "add", "one", "--host-key", HOST_KEY, "--key-secret", "keys", "--state", "nowhere");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).contains("NAME/KEY");
    }

    @Test
    void aWrongStateHubIsNamedBeforeAnythingStarts() {
        ProgramRun answer = ProgramRun.of(
                "up",
                "--state-hub-url",
                "ftp://hub",
                "--state",
                scratch.resolve("state").toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).contains("http://", "--state-hub-url").hasLineCount(1);
        assertThat(scratch.resolve("state").resolve("store.db")).doesNotExist();
        assertThat(ProgramRun.of(
                                "operator",
                                "--state-hub-url",
                                "http://127.0.0.1:9",
                                "--state-hub-topic",
                                "topic",
                                "--state",
                                scratch.resolve("state").toString())
                        .errors())
                .contains("'topic' is not a UUID");
    }

    private LocalHome home() throws StartFailure {
        StateDirectory state = StateDirectory.open(scratch.resolve("state"));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return LocalHome.start(new LocalHome.Settings(
                state,
                anyPort,
                anyPort,
                null,
                List.of(),
                scratch.resolve("known_hosts"),
                scratch,
                ControllersOptions.Policy.STANDARD));
    }

    private String kubeconfig() throws StartFailure {
        return StateDirectory.open(scratch.resolve("state")).kubeconfig().toString();
    }

    private ProgramRun up(Path state) {
        return ProgramRun.of(
                "up",
                "--until-ready",
                "--state",
                state.toString(),
                "--listen",
                "127.0.0.1:0",
                "--metrics",
                "127.0.0.1:0");
    }
}
