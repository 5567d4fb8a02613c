package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;

/// Which lifecycle events come of one change of a status. Pure.
///
/// One write may stand for several of them: a sandbox that expires is Expired and Destroying at once, and one that
/// takes another's place ends the other first.
final class Transitions {

    static final int MOST = 32;

    private Transitions() {}

    /// Where a status stood before or stands after the change.
    ///
    /// @param state null before the first write
    record Point(
            @Nullable SandboxState state,
            Stage stage,
            int incarnation,
            @Nullable EndReason endReason,
            Place place,
            List<Remains> remains) {

        /// What waits for its beginning is told of as what it will be.
        private int toldIncarnation() {
            return stage == Stage.NOTHING_MADE ? incarnation + 1 : incarnation;
        }

        private boolean mayHaveSomethingOutside() {
            return stage != Stage.NOTHING_MADE && stage != Stage.ENDED;
        }

        private boolean hunts(int former) {
            return remains.stream().anyMatch(each -> each.incarnation() == former);
        }
    }

    /// What an incarnation is made from; null where nothing was chosen.
    record Place(
            @Nullable String profile,
            @Nullable String extension,
            @Nullable String host) {}

    /// @param reason the word of the telling condition
    static List<LifecycleTransition> after(
            List<LifecycleTransition> former, Point from, Point to, String reason, Instant now) {
        List<LifecycleTransition> all = new ArrayList<>(former);
        boolean isNextIncarnation = to.incarnation() > from.incarnation() && from.incarnation() > 0;
        if (isNextIncarnation && from.mayHaveSomethingOutside() && !to.hunts(from.incarnation())) {
            add(all, SandboxState.DESTROYED, from.place(), from.incarnation(), "Recreated", now);
        }
        for (Remains gone : from.remains().stream()
                .filter(each -> !to.hunts(each.incarnation()))
                .toList()) {
            Place place = new Place(null, gone.extension(), gone.host());
            add(all, SandboxState.DESTROYED, place, gone.incarnation(), "Recreated", now);
        }
        for (SandboxState state : states(from, to, isNextIncarnation)) {
            add(all, state, to.place(), to.toldIncarnation(), reason, now);
        }
        return all.size() > MOST ? all.subList(all.size() - MOST, all.size()) : all;
    }

    private static List<SandboxState> states(Point from, Point to, boolean isNextIncarnation) {
        boolean isNewStage = from.stage() != to.stage() || isNextIncarnation;
        return switch (to.stage()) {
            case NOTHING_MADE -> from.state() == SandboxState.REQUESTED ? List.of() : List.of(SandboxState.REQUESTED);
            case PROVISIONING -> isNewStage ? beginning(from) : List.of();
            case ESTABLISHED -> to.state() == null || to.state() == from.state() ? List.of() : List.of(to.state());
            case DESTROYING -> isNewStage ? ending(to.endReason()) : List.of();
            case ENDED -> isNewStage ? ended(from, to) : List.of();
        };
    }

    private static List<SandboxState> beginning(Point from) {
        return from.state() == SandboxState.REQUESTED
                ? List.of(SandboxState.PROVISIONING)
                : List.of(SandboxState.REQUESTED, SandboxState.PROVISIONING);
    }

    private static List<SandboxState> ending(@Nullable EndReason why) {
        return switch (why) {
            case EXPIRED, IDLE -> List.of(SandboxState.EXPIRED, SandboxState.DESTROYING);
            case FAILED -> List.of(SandboxState.FAILED, SandboxState.DESTROYING);
            case REQUESTED, RECREATED, REAPED, HOST_LOST -> List.of(SandboxState.DESTROYING);
            case null -> List.of(SandboxState.DESTROYING);
        };
    }

    private static List<SandboxState> ended(Point from, Point to) {
        boolean failsNow = to.endReason() == EndReason.FAILED && from.endReason() != EndReason.FAILED;
        return failsNow ? List.of(SandboxState.FAILED, SandboxState.DESTROYED) : List.of(SandboxState.DESTROYED);
    }

    private static void add(
            List<LifecycleTransition> all, SandboxState state, Place at, int incarnation, String reason, Instant now) {
        Long last = all.isEmpty() ? null : all.getLast().sequence();
        all.add(new LifecycleTransition(
                last == null ? 1 : last + 1, state, now, incarnation, reason, at.profile(), at.extension(), at.host()));
    }
}
