package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.StepOutput;

/// What a sandbox is given beside its workspace, and where it must not be seen, tried on a real host with one
/// engine.
abstract class SecretsBehaviour extends OnTestHost {

    private static final String VALUE = "s3cr3t 'single' \"double\" $HOME #\\ é=";
    private static final Secrets SECRETS = Secrets.of(Map.of("build_token", VALUE, "other/key", "an0ther value\n"));
    private static final String TWO = """
            services:
              web:
                image: IMAGE
                command: ["sleep", "1000"]
                environment: {BUILD_TOKEN: "of the file", OWN: "own"}
              database: {image: IMAGE, command: ["sleep", "1000"]}
            """;

    SecretsBehaviour(String variant) {
        super(variant);
    }

    @Test
    void everyServiceHasTheSecretsAsTheyAreAndTheFileOfTheHostIsTheAccountsAlone() throws Exception {
        Trial trial = trial().file("compose.yaml", TWO);

        trial.provision(SECRETS);

        for (String service : List.of("web", "database")) {
            assertThat(trial.inside(service, "env"))
                    .contains("\nBUILD_TOKEN=" + VALUE + "\n")
                    .contains("\nOTHER_KEY=an0ther value\n");
        }
        assertThat(trial.inside("web", "echo $OWN")).startsWith("own");
        assertThat(host().output("stat -c %a $1/secrets.env && cat $1/secrets.env", trial.directory()))
                .startsWith("600")
                .contains("\nBUILD_TOKEN=" + VALUE)
                .contains("\nOTHER_KEY=an0ther value");
    }

    @Test
    void noCommandLineHereOrOnTheHostEverHasASecret() throws Exception {
        Trial trial = trial().file("compose.yaml", TWO);
        ProvisionRequest request = trial.request(TestProfiles.standard(), SECRETS, Map.of());

        try (CommandLines seen = CommandLines.watch()) {
            trial.provision(request, new Cancellation());

            assertThat(seen.with(trial.project()))
                    .as("processes of the host are seen")
                    .isNotEmpty();
            assertThat(seen.with("s3cr3t")).isEmpty();
            assertThat(seen.with("an0ther")).isEmpty();
        }
    }

    @Test
    void nothingElseThatIsKeptOfTheSandboxHasASecret() throws Exception {
        Trial trial = trial().file("compose.yaml", TWO);

        trial.provision(SECRETS);

        assertThat(host().output("grep -rl -e s3cr3t -e an0ther $1", trial.directory()))
                .isEqualTo(trial.directory() + "/secrets.env");
        assertThat(host().output(
                                "for id in $($1 ps -aq --filter label=com.docker.compose.project=$2); do"
                                        + " $1 inspect --type container --format '{{json .Config.Labels}}' $id; done",
                                host().engine(),
                                trial.project()))
                .contains(trial.project())
                .doesNotContain("s3cr3t", "an0ther");
        assertThat(trial.observe().toString()).doesNotContain("s3cr3t", "an0ther");
        assertThat(trial.progress().toString()).doesNotContain("s3cr3t", "an0ther");
        trial.teardown();
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void whatAFailingServiceSaysIsKeptWithoutTheSecretsThatItTells() throws Exception {
        Trial trial = trial().file("compose.yaml", """
                services:
                  web:
                    image: IMAGE
                    command: ["sh", "-c", "for n in $$(seq 100); do echo line $$n; done; echo using $$BUILD_TOKEN; exit 3"]
                """);

        ExtensionFailure failure = catchThrowableOfType(ExtensionFailure.class, () -> trial.provision(SECRETS));

        assertThat(failure).hasMessageContaining("using ***").hasMessageContaining("ended with status 3");
        assertThat(failure.getMessage()).doesNotContain("s3cr3t");
        StepOutput output = failure.output().orElseThrow();
        assertThat(output.step()).isEqualTo("settle");
        assertThat(output.text())
                .startsWith("line 1\n")
                .contains("\nline 100\n")
                .endsWith("using ***");
    }

    @Test
    void aChangedSecretReachesWhatRunsAlready() throws Exception {
        Trial trial = trial().file("compose.yaml", TWO);
        trial.provision(SECRETS);
        String before = containerOf(trial);

        trial.provision(SECRETS);
        assertThat(containerOf(trial)).as("the same containers").isEqualTo(before);

        trial.provision(Secrets.of(Map.of("build_token", "changed")));
        assertThat(trial.inside("web", "echo $BUILD_TOKEN $OTHER_KEY")).startsWith("changed\n");

        trial.provision(Secrets.NONE);
        assertThat(trial.inside("web", "echo $BUILD_TOKEN")).startsWith("of the file\n");
        assertThat(host().output("ls $1/secrets.env 2>/dev/null", trial.directory()))
                .isEmpty();
    }

    @Test
    void whatAnEnvironmentCannotCarryIsRefusedWithItsName() throws Exception {
        Trial trial = trial().file("compose.yaml", TWO);

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> trial.provision(Secrets.of(Map.of("key", "s3cr3t one\ns3cr3t two"))))
                .withMessageContaining("'key'")
                .withMessageContaining("base64")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("s3cr3t"));
        assertThat(trial.remains()).isEmpty();
    }

    @Test
    void labelsForPeopleAreOnWhatIsMadeAndProveNothing() throws Exception {
        Trial trial = trial().file("compose.yaml", TWO);
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("sandboxer.coulomb.social/actor", "atm");
        labels.put("sandboxer.coulomb.social/project", "wise \"validator\"");
        labels.put("sandboxer.coulomb.social/sandbox-uid", "somebody else's");

        trial.provision(trial.request(TestProfiles.standard(), Secrets.NONE, labels), new Cancellation());

        assertThat(host().output(
                                "$1 ps -q --filter label=com.docker.compose.project=$2"
                                        + " --filter label=sandboxer.coulomb.social/actor=atm --filter \"label=$3\" | wc -l",
                                host().engine(),
                                trial.project(),
                                "sandboxer.coulomb.social/sandbox-uid="
                                        + trial.identity().uid()))
                .isEqualTo("2");
        assertThat(host().output("cat $1/.sandboxer.json", trial.directory()))
                .contains("\"sandboxer.coulomb.social/actor=atm\"")
                .contains("\"uid\":\"" + trial.identity().uid() + "\"");
    }

    @Test
    void theProfilesInstructionsAreAFileOfTheWorkspaceThatLeadsNowhere() throws Exception {
        host().run("mkdir -p /tmp/precious && echo kept >/tmp/precious/INSTRUCTIONS.md");
        Trial trial = trial().file("compose.yaml", WEB);
        var profile = TestProfiles.with("setup: {instructions: \"Use 'make'.\\nThen rest.\"}");

        trial.provision(profile);
        assertThat(trial.inside("web", "cat /data/.sandboxer/INSTRUCTIONS.md && ls -l /data/.sandboxer"))
                .startsWith("Use 'make'.\nThen rest.\n")
                .contains("-rw-r--r--");
        trial.inside("web", "rm -rf /data/.sandboxer && ln -s /tmp/precious /data/.sandboxer");
        trial.provision(profile);

        assertThat(trial.inside("web", "cat /data/.sandboxer/INSTRUCTIONS.md")).startsWith("Use 'make'.");
        assertThat(host().output("cat /tmp/precious/INSTRUCTIONS.md; ls /tmp/precious; rm -r /tmp/precious"))
                .isEqualTo("kept\nINSTRUCTIONS.md");
    }

    @Test
    void aWorkspaceWithAPlaceOfThatNameIsRefusedWhereThereAreInstructions() throws Exception {
        Trial trial = trial().file("compose.yaml", WEB).file(".sandboxer/own", "mine");

        assertThatExceptionOfType(ExtensionFailure.Refused.class)
                .isThrownBy(() -> trial.provision(TestProfiles.with("setup: {instructions: Read this.}")))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("WorkspaceNameTaken"));
        trial.provision();
        assertThat(trial.inside("web", "cat /data/.sandboxer/own")).startsWith("mine");
    }
}
