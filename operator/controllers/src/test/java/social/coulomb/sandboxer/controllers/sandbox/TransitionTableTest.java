package social.coulomb.sandboxer.controllers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;

/// Holds the lifecycle to the table in `docs/meta-framework.md`: no step that it does not name, none that it names in
/// vain.
final class TransitionTableTest {

    private static final Path TABLE = Path.of("../../docs/meta-framework.md");
    private static final Transitions.Place PLACE = new Transitions.Place("profile.a", "ext.fake", "host-a");

    @Test
    void theProgramTakesExactlyTheStepsOfTheTable() throws IOException {
        assertThat(stepsOfAllLives()).isEqualTo(stepsOfTheTable());
    }

    @Test
    void aFormerIncarnationIsDestroyedOnlyOnceItsRemainsAreGone() {
        Transitions.Point away = point(SandboxState.DESTROYING, Stage.DESTROYING, 1, EndReason.RECREATED);
        Transitions.Point next = hunting(point(SandboxState.PROVISIONING, Stage.PROVISIONING, 2, null), 1);
        List<LifecycleTransition> left = Transitions.after(List.of(), away, next, "Why", Sights.NOW);
        assertThat(left)
                .extracting(LifecycleTransition::state)
                .containsExactly(SandboxState.REQUESTED, SandboxState.PROVISIONING);

        Transitions.Point ready = hunting(point(SandboxState.READY, Stage.ESTABLISHED, 2, null), 1);
        Transitions.Point alone = point(SandboxState.READY, Stage.ESTABLISHED, 2, null);
        assertThat(Transitions.after(left, ready, alone, "Why", Sights.NOW).getLast())
                .satisfies(gone -> assertThat(gone.state()).isEqualTo(SandboxState.DESTROYED))
                .satisfies(gone -> assertThat(gone.incarnation()).isEqualTo(1));
    }

    @Test
    void whatIsCalledOffBeforeItBeganIsTheOneThatWasWaitedForAndNoOther() {
        Transitions.Point ended = ended(EndReason.REQUESTED);
        Transitions.Point waiting = point(SandboxState.REQUESTED, Stage.NOTHING_MADE, 1, null);
        Transitions.Point calledOff = point(SandboxState.DESTROYED, Stage.ENDED, 2, EndReason.REQUESTED);
        List<LifecycleTransition> told = Transitions.after(List.of(), ended, waiting, "Why", Sights.NOW);
        told = Transitions.after(told, waiting, calledOff, "Why", Sights.NOW);
        assertThat(told)
                .extracting(LifecycleTransition::state)
                .containsExactly(SandboxState.REQUESTED, SandboxState.DESTROYED);
        assertThat(told).extracting(LifecycleTransition::incarnation).containsOnly(2);
    }

    @Test
    void anIncarnationThatEndedLongAgoIsNotDestroyedAgainWhenTheNextBegins() {
        Transitions.Point waiting = point(SandboxState.REQUESTED, Stage.NOTHING_MADE, 1, null);
        Transitions.Point next = point(SandboxState.PROVISIONING, Stage.PROVISIONING, 2, null);
        assertThat(Transitions.after(List.of(), waiting, next, "Why", Sights.NOW))
                .extracting(LifecycleTransition::state)
                .containsExactly(SandboxState.PROVISIONING);
    }

    private static Set<String> stepsOfTheTable() throws IOException {
        Set<String> steps = new TreeSet<>();
        for (String line : Files.readAllLines(TABLE)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 3 && isState(cells[1].strip()) && isState(cells[2].strip())) {
                steps.add(cells[1].strip() + " -> " + cells[2].strip());
            }
        }
        return steps;
    }

    private static boolean isState(String cell) {
        return cell.equals("(new)") || ConstantName.find(SandboxState.class, cell) != null;
    }

    /// Every change of stage that the planner can bring about, each with every reason for it.
    private static Set<String> stepsOfAllLives() {
        Set<String> steps = new TreeSet<>();
        for (List<Transitions.Point> life : lives()) {
            List<LifecycleTransition> told = new ArrayList<>();
            Transitions.Point from = point(null, Stage.NOTHING_MADE, 0, null);
            for (Transitions.Point to : life) {
                told = Transitions.after(told, from, to, "Why", Sights.NOW);
                from = to;
            }
            String former = "(new)";
            for (LifecycleTransition each : told) {
                String state = ConstantName.camelCase(java.util.Objects.requireNonNull(each.state()));
                steps.add(former + " -> " + state);
                former = state;
            }
        }
        return steps;
    }

    private static List<List<Transitions.Point>> lives() {
        List<List<Transitions.Point>> lives = new ArrayList<>();
        Transitions.Point requested = point(SandboxState.REQUESTED, Stage.NOTHING_MADE, 0, null);
        Transitions.Point provisioning = point(SandboxState.PROVISIONING, Stage.PROVISIONING, 1, null);
        Transitions.Point ready = point(SandboxState.READY, Stage.ESTABLISHED, 1, null);
        Transitions.Point active = point(SandboxState.ACTIVE, Stage.ESTABLISHED, 1, null);
        Transitions.Point again = point(SandboxState.PROVISIONING, Stage.PROVISIONING, 2, null);
        Transitions.Point calledOff = point(SandboxState.DESTROYED, Stage.ENDED, 1, EndReason.REQUESTED);
        lives.add(List.of(requested, calledOff));
        lives.add(List.of(requested, provisioning, ready, active, ready));
        for (EndReason why : List.of(EndReason.REQUESTED, EndReason.RECREATED, EndReason.FAILED)) {
            lives.add(List.of(provisioning, destroying(why), ended(why), again));
        }
        for (EndReason why : EndReason.values()) {
            if (why == EndReason.HOST_LOST || why == EndReason.REAPED) {
                continue;
            }
            lives.add(List.of(provisioning, ready, destroying(why), ended(why)));
            lives.add(List.of(provisioning, ready, active, destroying(why), ended(why)));
        }
        Transitions.Point lost = ended(EndReason.HOST_LOST);
        lives.add(List.of(provisioning, lost));
        lives.add(List.of(provisioning, ready, lost));
        lives.add(List.of(provisioning, ready, active, lost));
        lives.add(List.of(provisioning, destroying(EndReason.REQUESTED), lost));
        lives.add(List.of(provisioning, destroying(EndReason.RECREATED), again));
        lives.add(List.of(provisioning, destroying(EndReason.RECREATED), hunting(again, 1)));
        lives.add(List.of(provisioning, destroying(EndReason.RECREATED), ended(EndReason.FAILED)));
        return lives;
    }

    private static Transitions.Point destroying(EndReason why) {
        SandboxState state = why == EndReason.FAILED ? SandboxState.FAILED : SandboxState.DESTROYING;
        return point(state, Stage.DESTROYING, 1, why);
    }

    private static Transitions.Point ended(EndReason why) {
        SandboxState state = why == EndReason.FAILED ? SandboxState.FAILED : SandboxState.DESTROYED;
        return point(state, Stage.ENDED, 1, why);
    }

    private static Transitions.Point hunting(Transitions.Point point, int incarnation) {
        Remains remains = new Remains(incarnation, "0123456789ab", "ext.fake", "host-a", Sights.NOW, null);
        return new Transitions.Point(
                point.state(), point.stage(), point.incarnation(), point.endReason(), PLACE, List.of(remains));
    }

    private static Transitions.Point point(
            @Nullable SandboxState state, Stage stage, int incarnation, @Nullable EndReason why) {
        return new Transitions.Point(state, stage, incarnation, why, PLACE, List.of());
    }
}
