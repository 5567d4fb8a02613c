package social.coulomb.sandboxer.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.app.ProgramRun;
import social.coulomb.sandboxer.app.home.CanaryWorkspace;
import social.coulomb.sandboxer.app.home.LocalHome;
import social.coulomb.sandboxer.app.home.StateDirectory;
import social.coulomb.sandboxer.controllers.ControllersOptions;

/// The original's own command lines, against real controllers and a real host.
class CommandsOnHostIT {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    @SuppressWarnings("NullAway.Init")
    private StateDirectory state;

    @Test
    void aCanarysWholeLifeIsLedFromTheCommandLine() throws Exception {
        JsonNode host = host();
        try (LocalHome home = home()) {
            assertThat(home.describe()).isNotEmpty();
            declare(host);
            JsonNode created =
                    json("create", "--timeout", "2m", "--host", "box", "--actor", "adm", "--ttl", "1h", "-o", "json");
            String id = created.get("sandbox_id").asText();
            assertThat(created.get("state").asText()).isEqualTo("ready");
            assertThat(created.get("reachability").get("compose_project").asText())
                    .isEqualTo("sbx-" + id);
            assertThat(created.get("telemetry")
                            .get("provision_delta")
                            .get("running_containers_delta")
                            .intValue())
                    .isEqualTo(1);
            assertThat(json("list", "--actor", "adm", "-o", "json")).hasSize(1);

            assertThat(run("extend-ttl", id, "--duration", "30m").code()).isZero();
            assertThat(Duration.between(moment(id, "ready_at"), moment(id, "expires_at")))
                    .isEqualTo(Duration.ofMinutes(90));
            assertThat(run("reachability", "show", id).output())
                    .contains(created.get("reachability").get("ssh").asText());
            assertThat(json("inspect", "host", "box", "--json").get("cpu_count").intValue())
                    .isPositive();
            assertThat(json("inspect", "stale", "--json")).isEmpty();

            JsonNode anew = json("recreate", id, "--timeout", "2m", "-o", "json");
            assertThat(anew.get("incarnation").intValue()).isEqualTo(2);
            assertThat(anew.get("sandbox_id").asText()).isNotEqualTo(id);
            assertThat(anew.get("ttl").asText()).isEqualTo("90m");

            assertThat(run("destroy", anew.get("sandbox_id").asText()).code()).isZero();
            assertThat(json("list", "-A", "-o", "json")).isEmpty();
            assertThat(run("hosts", "remove", "box").code()).isZero();
        }
    }

    @Test
    void whatOutlivesItsTimeIsEndedWithoutBeingAskedFor() throws Exception {
        JsonNode host = host();
        try (LocalHome home = home()) {
            assertThat(home.describe()).isNotEmpty();
            declare(host);
            assertThat(run("create", "short", "--timeout", "2m", "--host", "box", "--ttl", "1s")
                            .code())
                    .isIn(0, 8);

            assertThat(run("expire", "--apply").code()).isZero();

            JsonNode ended = awaitEnd("short");
            assertThat(ended.get("end_reason").asText()).isEqualTo("expired");
            assertThat(run("destroy", "short").code()).isZero();
            assertThat(run("hosts", "remove", "box").code()).isZero();
        }
    }

    private LocalHome home() throws Exception {
        state = StateDirectory.open(scratch.resolve("state"));
        return LocalHome.start(new LocalHome.Settings(
                state,
                ANY_PORT,
                ANY_PORT,
                null,
                List.of(),
                scratch.resolve("known_hosts"),
                CanaryWorkspace.find(null, null, state.canary()),
                ControllersOptions.Policy.STANDARD));
    }

    private JsonNode awaitEnd(String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> json("get", name, "-o", "json"),
                        sandbox -> !sandbox.get("ended_at").isNull());
    }

    private static JsonNode host() throws Exception {
        String file = System.getenv("SANDBOXER_TESTBED");
        assumeTrue(file != null && !file.isEmpty(), "needs hack/testbed (root)");
        return new ObjectMapper().readTree(Path.of(file).toFile()).get("hosts").get(0);
    }

    private void declare(JsonNode host) throws Exception {
        ProgramRun added = run(
                "hosts",
                "add",
                "box",
                "--address",
                host.get("address").asText(),
                "--user",
                host.get("user").asText(),
                "--key-file",
                host.get("keyFile").asText(),
                "--host-key",
                host.get("hostKey").asText(),
                "--base-dir",
                "/tmp/sandboxer-" + UUID.randomUUID());
        assertThat(added.errors()).isEmpty();
    }

    private Instant moment(String id, String field) throws Exception {
        return Instant.parse(json("get", id, "-o", "json").get(field).asText());
    }

    private JsonNode json(String... arguments) throws Exception {
        ProgramRun run = run(arguments);
        assertThat(run.code()).as(run.errors()).isZero();
        return new ObjectMapper().readTree(run.output());
    }

    private ProgramRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--kubeconfig");
        all.add(state.kubeconfig().toString());
        return ProgramRun.of(all.toArray(String[]::new));
    }
}
