package social.coulomb.sandboxer.composessh.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.composessh.run.ProjectPlan.PlannedPort;
import social.coulomb.sandboxer.composessh.run.ProjectPlan.PlannedService;

class ProjectPlanTest {

    private static final ProjectPlan PLAN = new ProjectPlan(
            List.of(
                    new PlannedService("web", false, "3s", List.of(new PlannedPort(80, 0))),
                    new PlannedService("listener", false, null, List.of())),
            2);

    private static final String MARKER = """
            {"sandboxId": "0123456789ab", "uid": "u", "installation": "here", "incarnation": 1,
             "project": "sbx-0123456789ab", "profile": "p", "createdAt": "2026-01-01T00:00:00Z"}
            """;

    @Test
    void aPlanIsReadAsItWasWritten() {
        assertThat(ProjectPlan.read(PLAN.write())).contains(PLAN);
    }

    @Test
    void aPlanOfAnotherVersionIsStillAPlan() {
        String text = """
                {"services": [{"name": "web", "oneShot": false, "ports": []}], "stopHooks": true, "composeCommand": []}
                """;

        assertThat(ProjectPlan.read(text))
                .contains(new ProjectPlan(List.of(new PlannedService("web", false, null, List.of())), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"services\": [", "[]"})
    void whatAnInterruptedAttemptLeavesIsNoPlan(String text) {
        assertThat(ProjectPlan.read(text)).isEmpty();
    }

    @Test
    void onlyRunningContainersThatWantTimeGetIt() {
        assertThat(sight("running", Optional.of(2), false).stopGraces())
                .isEqualTo(Map.of("sbx_web", Duration.ofSeconds(3)));
        assertThat(sight("exited", Optional.of(2), false).stopGraces()).isEmpty();
    }

    @Test
    void nothingOfAProjectThatWasNeverWholeGetsTime() {
        assertThat(sight("running", Optional.of(2), true).stopGraces()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,true", "2,false", "3,false", ",false"})
    void rulesOfTheFirewallAreMissedWhereTheyCanBeCounted(Integer found, boolean missed) {
        List<String> findings =
                sight("running", Optional.ofNullable(found), false).findings();

        assertThat(findings.stream().anyMatch(finding -> finding.contains("firewall")))
                .isEqualTo(missed);
    }

    @Test
    void whatIsSeenIsRemovedInAnOrderInWhichThatIsPossible() {
        List<ProjectSight.Thing> others = Stream.of("image", "volume", "network", "pod", "half")
                .map(kind -> new ProjectSight.Thing(kind, "a-" + kind, Optional.empty()))
                .toList();
        ProjectSight whole = sight("running", Optional.empty(), true);

        Map<String, List<String>> names = new ProjectSight(
                        whole.containers(), others, true, MARKER, Optional.of(PLAN), Optional.empty(), true)
                .names();

        assertThat(names.keySet()).containsExactly("container", "half", "pod", "network", "volume", "image");
        assertThat(names).containsEntry("container", List.of("sbx_web", "sbx_listener"));
        assertThat(names).containsEntry("half", List.of("a-half"));
    }

    private static ProjectSight sight(String webStatus, Optional<Integer> gates, boolean interrupted) {
        String containers = "web|" + webStatus + "|0|here|u|/sbx_web|n=10.0.0.2 |0|0|0|0|9|\n"
                + "listener|running|0|here|u|/sbx_listener|n=10.0.0.3 |0|0|0|0|9|\n";
        return new ProjectSight(
                SeenContainer.parse(containers), List.of(), true, MARKER, Optional.of(PLAN), gates, interrupted);
    }
}
