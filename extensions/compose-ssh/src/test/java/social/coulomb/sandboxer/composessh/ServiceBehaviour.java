package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.Provisioned;

/// What becomes of services as the compose file wants them, tried on a real host with one engine.
abstract class ServiceBehaviour extends OnTestHost {

    ServiceBehaviour(String variant) {
        super(variant);
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
}
