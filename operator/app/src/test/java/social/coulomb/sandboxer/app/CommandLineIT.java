package social.coulomb.sandboxer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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

    private record Answer(int code, String output, String errors) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @Test
    void theVersionIsPrinted() {
        Answer answer = run("--version");

        assertThat(answer.code()).isZero();
        assertThat(answer.output()).matches("sandboxer [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
    }

    @Test
    void theHelpNamesEveryCommandAndExitCode() {
        Answer answer = run("--help");

        assertThat(answer.code()).isZero();
        assertThat(answer.output()).contains("up", "operator", "hosts", "create", "get", "destroy", "Exit codes");
    }

    @Test
    void anUnknownCommandIsAWrongCommandLine() {
        assertThat(run("upp").code()).isEqualTo(2);
        assertThat(run().code()).isEqualTo(2);
    }

    @Test
    void anOpenStateDirectoryIsRefused() throws Exception {
        Path open = Files.createDirectory(
                scratch.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwx---")));

        Answer answer = up(open);

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.errors()).contains("chmod 700");
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatChoosesAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Answer answer = run(
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

            Answer second = up(state.root());

            assertThat(second.code()).isEqualTo(3);
            assertThat(second.errors())
                    .contains(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void aSecondSetOfControllersIsRefusedWhileTheFirstIsActive() throws Exception {
        try (LocalHome first = home()) {
            assertThat(first.describe()).isNotEmpty();

            Answer second = run(
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
            Answer declared =
                    run("create", "one", "--host", "nowhere", "--ttl", "1h", "--no-wait", "--kubeconfig", kubeconfig());
            assertThat(declared.errors()).isEmpty();
            assertThat(declared.output()).contains("sandbox/one declared");

            assertThat(run("get", "--kubeconfig", kubeconfig()).output()).matches("sandbox/one [A-Z][a-z]+( .*)?\\R");
            assertThat(run("get", "one", "-o", "yaml", "--kubeconfig", kubeconfig())
                            .output())
                    .contains("host: \"nowhere\"", "shutdownPolicy: \"Delete\"")
                    .doesNotContain("managedFields");

            assertThat(run("destroy", "one", "--kubeconfig", kubeconfig()).code())
                    .isZero();
            assertThat(run("get", "one", "--kubeconfig", kubeconfig()).code()).isEqualTo(8);
        }
    }

    @Test
    void aHostThatOnlySshCanFindIsLeftToItsKnownHosts() throws Exception {
        try (LocalHome home = home()) {
            assertThat(home.describe()).isNotEmpty();

            Answer answer =
                    run("hosts", "add", "a-name-of-mine", "--transport", "openssh", "--kubeconfig", kubeconfig());

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.code()).isZero();
            assertThat(answer.output()).contains("a-name-of-mine is trusted is left to ssh's known_hosts");
        }
    }

    @Test
    void anUnusableKubeconfigIsNamed() throws Exception {
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), "this is: [no kubeconfig");

        Answer answer = run("get", "--kubeconfig", kubeconfig.toString());

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

            Answer answer = run(
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
        Answer answer =
                run("hosts", "add", "one", "--host-key", HOST_KEY, "--key-secret", "keys", "--state", "nowhere");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.errors()).contains("NAME/KEY");
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

    private Answer up(Path state) {
        return run(
                "up",
                "--until-ready",
                "--state",
                state.toString(),
                "--listen",
                "127.0.0.1:0",
                "--metrics",
                "127.0.0.1:0");
    }

    private static Answer run(String... arguments) {
        PrintStream formerOutput = System.out;
        PrintStream formerErrors = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int code = Sandboxer.execute(arguments);
            return new Answer(code, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(formerOutput);
            System.setErr(formerErrors);
        }
    }
}
