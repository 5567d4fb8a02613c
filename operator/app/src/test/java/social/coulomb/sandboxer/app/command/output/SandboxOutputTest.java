package social.coulomb.sandboxer.app.command.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

class SandboxOutputTest {

    private static final Instant NOW = Instant.parse("2026-11-01T11:00:00Z");
    private static final Sandbox READY = SandboxJsonTest.sandbox(SandboxJsonTest.READY);
    private static final Sandbox FRESH = SandboxJsonTest.sandbox("""
            apiVersion: sandboxer.coulomb.social/v1alpha1
            kind: Sandbox
            metadata: {name: a-longer-name, namespace: team}
            spec: {}
            """);

    @Test
    void aTableHasAColumnForEachThingAndADashForWhatIsUnknown() {
        assertThat(SandboxOutput.several(List.of(READY, FRESH), OutputForm.TABLE, false, NOW))
                .containsExactly("""
                        NAME            STATE       ID             PROFILE                  HOST     EXPIRES   AGE
                        one             Ready       0123456789ab   profile.sandbox-canary   host-a   in 1h1m   1h
                        a-longer-name   Requested   -              -                        -        -         -""".split("\n"));
    }

    @Test
    void aWideTableOfAllNamespacesNamesConsumerAndNamespace() {
        assertThat(SandboxOutput.several(List.of(READY), OutputForm.WIDE, true, NOW)
                        .getLast())
                .startsWith("team ")
                .contains("ext.compose-ssh", "atm", "wise-validator", "run-7", "root@192.0.2.10");
    }

    @Test
    void severalAreAnArrayAndOneIsAnObject() {
        assertThat(SandboxOutput.several(List.of(), OutputForm.JSON, false, NOW))
                .containsExactly("[ ]");
        assertThat(SandboxOutput.several(List.of(READY), OutputForm.JSON, false, NOW)
                        .getFirst())
                .startsWith("[");
        assertThat(SandboxOutput.one(READY, OutputForm.JSON, NOW).getFirst()).startsWith("{");
    }

    @Test
    void namesAreForScripts() {
        assertThat(SandboxOutput.several(List.of(READY, FRESH), OutputForm.NAME, false, NOW))
                .containsExactly("sandbox/one", "sandbox/a-longer-name");
    }

    @Test
    void progressTellsWhatIsBeingDoneBeforeWhatIsMissing() {
        assertThat(SandboxLine.progress(FRESH)).isEqualTo("sandbox/a-longer-name Requested");
        assertThat(SandboxLine.progress(SandboxJsonTest.sandbox("""
                metadata: {name: one}
                spec: {}
                status:
                  state: Provisioning
                  conditions: [{type: Ready, status: "False", reason: Provisioning, message: It is being made.}]
                  operation: {intent: Provision, message: "pulling\\n\\u001b[31mimages"}
                """)))
                .isEqualTo("sandbox/one Provisioning: pulling [31mimages");
    }

    @Test
    void nothingSteersTheTerminal() {
        assertThat(PlainText.lines("one\u001b[31m red\u001b[0m\r\n\ttwo\u0007")).isEqualTo("one red\n\ttwo");
        assertThat(PlainText.cell("a\nb")).isEqualTo("a b");
        assertThat(PlainText.cell("")).isEqualTo("-");
    }

    @Test
    void spansAreToldInTheirLargestUnits() {
        assertThat(List.of(
                        span(Duration.ofSeconds(42)),
                        span(Duration.ofSeconds(125)),
                        span(Duration.ofMinutes(125)),
                        span(Duration.ofHours(49)),
                        span(Duration.ofSeconds(-1))))
                .containsExactly("42s", "2m5s", "2h5m", "2d1h", "0s");
    }

    private static String span(Duration span) {
        return PlainText.span(NOW, NOW.plus(span));
    }

    @Test
    void theVariableForTheFormIsRead() throws Exception {
        assertThat(OutputOptions.parse(null)).isNull();
        assertThat(OutputOptions.parse("JSON")).isEqualTo(OutputForm.JSON);
        assertThatThrownBy(() -> OutputOptions.parse("xml"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("json, yaml, table, wide, name");
    }
}
