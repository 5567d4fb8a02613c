package social.coulomb.sandboxer.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.app.ProgramRun;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;

/// The real program against a real API, about hosts and the catalog.
class HostAndCatalogCommandsIT {

    private static final String SEEN = """
            {conditions: [{type: Ready, status: "True", reason: Ready, message: Sandboxes can live here.}],
             engine: {name: podman, version: 4.3.1}, placedSandboxes: 1,
             snapshot: {collectedAt: "2026-11-01T10:00:00Z", load1m: 0.5, cpuCount: 2},
             staleCandidates: {count: 3, entries: [
               {kind: orphan_dir, id: old, path: /tmp/sandboxer/old, ageHours: 30.0, suggestedAction: reap},
               {kind: orphan_dir, id: young, path: /tmp/sandboxer/young, ageHours: 2.0, suggestedAction: reap}]}}""";

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

    private void host(String name, String address) {
        api.apply(HostProbe.class, """
                apiVersion: sandboxer.coulomb.social/v1alpha1
                kind: HostProbe
                metadata: {name: %s}
                spec: {address: %s}
                """.formatted(name, address));
    }

    @Test
    void hostsAreListedInEachForm() throws Exception {
        assertThat(api.run("hosts", "list").errors()).contains("sandboxer hosts add");
        host("host-a", "192.0.2.10");
        api.hostStatus("host-a", SEEN);

        assertThat(api.run("hosts", "list", "-o", "wide").output()).contains("NAME", "podman", "192.0.2.10", "Ready");
        assertThat(api.run("hosts", "list", "-o", "name").output()).isEqualTo("hostprobe/host-a\n");
        assertThat(api.json("hosts", "list", "-o", "json")
                        .get(0)
                        .get("placed_sandboxes")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void aHostThatIsNotDeclaredIsNotSaidToBeRemoved() throws Exception {
        host("host-a", "192.0.2.10");

        assertThat(api.run("hosts", "remove", "host-a").output()).isEqualTo("hostprobe/host-a removed\n");
        ProgramRun again = api.run("hosts", "remove", "host-a");
        assertThat(again.code()).isZero();
        assertThat(again.output()).isEqualTo("hostprobe/host-a is not there\n");
    }

    @Test
    void aHostIsInspectedByNameOrAddress() throws Exception {
        host("host-a", "192.0.2.10");
        host("host-b", "192.0.2.11");
        api.hostStatus("host-a", SEEN);

        assertThat(api.run("inspect", "host", "host-a").output()).contains("load        0.5", "on 2 CPUs");
        assertThat(api.json("inspect", "host", "--host", "192.0.2.10", "--json")
                        .get("load_1m")
                        .doubleValue())
                .isEqualTo(0.5);
        assertThat(api.json("inspect", "host", "-o", "json")).hasSize(2);
        assertThat(api.run("inspect", "host", "host-c").code()).isEqualTo(9);
        assertThat(api.run("inspect", "host", "host-a", "--host", "host-b").code())
                .isEqualTo(2);
    }

    @Test
    void whatWasLeftBehindIsFilteredByAge() throws Exception {
        host("host-a", "192.0.2.10");
        api.hostStatus("host-a", SEEN);

        JsonNode old = api.json("inspect", "stale", "--older-than", "24", "--json");
        assertThat(old).hasSize(1);
        assertThat(old.get(0).get("id").asText()).isEqualTo("old");
        ProgramRun all = api.run("inspect", "stale", "--host", "host-a", "--older-than", "1h");
        assertThat(all.output()).contains("old", "young");
        assertThat(all.errors()).contains("there are 3; the status holds the worst 2");
        assertThat(api.run("inspect", "stale", "--older-than", "old").code()).isEqualTo(2);
    }

    @Test
    void aWrongHostIsRefusedInTheApisWords() {
        ProgramRun refused = api.run(
                "hosts", "add", "host-a", "--transport", "openssh", "--base-dir", "relative", "--interval", "often");

        assertThat(refused.code()).isEqualTo(10);
        assertThat(refused.errors()).contains("spec.baseDir", "spec.interval");
    }

    @Test
    void theCatalogIsShownAsTheApiHoldsIt() throws Exception {
        api.apply(ConfigMap.class, """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: p, namespace: team, labels: {sandboxer.coulomb.social/catalog: "true"}}
                data:
                  profile.build.yaml: |
                    id: profile.build # mine
                    version: "1"
                    extension: ext.cloud
                    isolation: {level: container}
                    ttl: {default: 1h, max: 24h}
                  profile.broken.yaml: "id: profile.broken"
                """);
        api.apply(ConfigMap.class, """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: e
                  namespace: team
                  labels: {sandboxer.coulomb.social/catalog: "true"}
                  annotations: {sandboxer.coulomb.social/available: "False: NoAdapter: nothing serves it"}
                data:
                  ext.cloud.yaml: |
                    {id: ext.cloud, title: A cloud, handler: c,
                     capabilities: {isolation_levels: [container], pricing_model: metered}}
                """);
        String[] place = {"--operator-namespace", "team"};

        ProgramRun profiles = api.run("profiles", "list", place[0], place[1]);
        assertThat(profiles.output()).contains("profile.build").doesNotContain("profile.broken");
        assertThat(profiles.errors()).contains("cannot be used: configmap team/p key profile.broken.yaml");
        assertThat(api.run("profiles", "show", "build", place[0], place[1]).output())
                .startsWith("id: profile.build # mine");
        assertThat(api.json("extensions", "show", "ext.cloud", "-o", "json", place[0], place[1])
                        .get("reason")
                        .asText())
                .isEqualTo("NoAdapter");
        assertThat(api.run("extensions", "list", place[0], place[1]).output())
                .contains("ext.cloud", "False", "NoAdapter");
        ProgramRun missing = api.run("profiles", "show", "broken", place[0], place[1]);
        assertThat(missing.code()).isEqualTo(9);
        assertThat(missing.errors()).contains("it has profile.build", "What is there cannot be used");
    }
}
