package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.Reachability.Endpoint;

/// The commands of a reachability, run as a person would, on a real host with one engine.
abstract class ReachingBehaviour extends OnTestHost {

    private static final Pattern LOCAL = Pattern.compile(" -L ([0-9]+):");

    ReachingBehaviour(String variant) {
        super(variant);
    }

    @Test
    void theTunnelsCommandMakesAServiceOfAClosedNetworkAnswer() throws Exception {
        Trial trial = trial().file("hello.txt", "hello through the tunnel")
                .file("compose.yaml", WEB.replace("8080", "38137"));

        Endpoint endpoint = trial.provision().reachability().endpoints().getFirst();

        assertThat(answerBehind(String.valueOf(endpoint.command()), "hello.txt"))
                .isEqualTo("hello through the tunnel");
    }

    @Test
    void aPortThatThePublishedAddressHasIsReachedTheSameWay() throws Exception {
        Trial trial = trial().file("hello.txt", "hello from the loopback").file("compose.yaml", """
                        services:
                          web:
                            image: IMAGE
                            command: ["httpd", "-f", "-p", "80", "-h", "/data"]
                            ports: ["38139:80"]
                            volumes: ["./:/data"]
                        """);

        Endpoint endpoint = trial.provision(TestProfiles.with("network: {default: allow}"))
                .reachability()
                .endpoints()
                .getFirst();

        assertThat(answerBehind(String.valueOf(endpoint.command()), "hello.txt"))
                .isEqualTo("hello from the loopback");
    }

    @Test
    void theShellsCommandOpensTheWorkspace() throws Exception {
        Trial trial = trial().file("hello.txt", "hello from the workspace").file("compose.yaml", WEB);

        Reachability reached = trial.provision().reachability();
        Process shell = start(String.valueOf(reached.sshCommand()));
        try (var input = shell.getOutputStream()) {
            input.write("pwd; cat hello.txt; exit\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        String said = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(said).contains(String.valueOf(reached.remoteDir())).contains("hello from the workspace");
    }

    private String answerBehind(String command, String file) throws IOException, InterruptedException {
        Matcher local = LOCAL.matcher(command);
        assertThat(local.find()).as(command).isTrue();
        URI uri = URI.create("http://127.0.0.1:" + local.group(1) + "/" + file);
        Process tunnel = start(command);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(
                            () -> client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                                    .body(),
                            body -> !body.isEmpty());
        } finally {
            tunnel.destroy();
            tunnel.waitFor();
        }
    }

    /// As it was copied, for a person whose own configuration knows the test host.
    private Process start(String command) throws IOException {
        var host = host().variant().host();
        String copied = command.replaceFirst(
                "^ssh ",
                "exec ssh -F none -o BatchMode=yes -i " + host.path("keyFile").asText() + " -o UserKnownHostsFile="
                        + host.path("knownHostsFile").asText() + " ");
        return new ProcessBuilder("sh", "-c", copied).redirectErrorStream(true).start();
    }
}
