package social.coulomb.sandboxer.controllers.sandbox;

import static social.coulomb.sandboxer.controllers.sandbox.SandboxPlanner.earlier;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.sandbox.Deadlines.Deadline;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Telling;
import social.coulomb.sandboxer.controllers.sandbox.SandboxAction.Cause;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.controllers.sandbox.Wish.Existence;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.host.telemetry.ProvisionDelta;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// What is next once a sandbox's end was decided, and after it. Pure.
final class EndingPlan {

    /// How long a new incarnation waits for the former one to be taken away from a place that is away.
    static final Duration PATIENCE_WITH_THE_FORMER = Duration.ofMinutes(1);

    /// How many earlier incarnations may be hunted at once.
    static final int MOST_REMAINS = 8;

    private EndingPlan() {}

    static SandboxAction whileDestroying(ObservedSandbox seen, Instant now) {
        if (seen.workplace() instanceof Workplace.Lost) {
            return lost(seen, now);
        }
        OperationRecord<SandboxIntent, SandboxResult> operation = seen.operationOf(Kind.TEARDOWN);
        if (seen.isOperating()) {
            boolean overdue = operation == null || operation.hasRunFor(SandboxPlanner.TEARDOWN_LIMIT, now);
            return new SandboxAction.Await(overdue, now.plus(SandboxPlanner.PROGRESS_INTERVAL));
        }
        if (Attempts.result(operation) instanceof SandboxResult.TornDown(ProvisionDelta delta)) {
            return gone(seen, delta, now);
        }
        ExtensionFailure failure = Attempts.failure(operation);
        if (mayBeLeftBehind(seen, failure, now) && seen.recipe() instanceof Recipe.Routed elsewhere) {
            return new SandboxAction.LeaveBehind(seen.recorded().incarnation() + 1, elsewhere);
        }
        SandboxAction.Pause pause = Attempts.pause(seen, operation, failure, now);
        if (pause != null) {
            return pause;
        }
        return takeAway(seen, Attempts.nextAttempt(seen, operation, failure), now);
    }

    private static SandboxAction takeAway(ObservedSandbox seen, int attempt, Instant now) {
        return switch (seen.workplace()) {
            case Workplace.Usable usable -> new SandboxAction.TearDown(usable, attempt);
            case Workplace.Unusable(String reason, String message) ->
                new SandboxAction.Pause(
                        new Cause(reason, message), false, attempt, now.plus(SandboxPlanner.UNUSABLE_PAUSE));
            case Workplace.Unread unread -> new SandboxAction.Hesitate(now.plus(SandboxPlanner.UNREAD_PAUSE));
            case Workplace.Nowhere nowhere -> gone(seen, null, now);
            case Workplace.Lost lost -> lost(seen, now);
        };
    }

    /// A user who wants a new incarnation gets it although the former one's host is away: at another host, and
    /// what is left of the former one is hunted from then on. What fails over is never left behind: two of one
    /// establishment might come to life.
    private static boolean mayBeLeftBehind(ObservedSandbox seen, @Nullable ExtensionFailure failure, Instant now) {
        Recorded recorded = seen.recorded();
        Instant begunAt = recorded.attempt().begunAt();
        boolean isAway = seen.workplace() instanceof Workplace.Unusable
                || failure instanceof ExtensionFailure.Transient
                || failure instanceof ExtensionFailure.Cancelled;
        return isAway
                && wantsTheNext(seen)
                && !(recorded.isFailingOver() && recorded.hasActedOnRecreateOf(seen.wish()))
                && begunAt != null
                && !now.isBefore(begunAt.plus(PATIENCE_WITH_THE_FORMER))
                && recorded.trail().remains().size() < MOST_REMAINS
                && isElsewhere(seen);
    }

    private static boolean isElsewhere(ObservedSandbox seen) {
        Recorded.Source source = seen.recorded().source();
        return source != null
                && seen.recipe() instanceof Recipe.Routed routed
                && (!routed.route().extension().equals(source.extension())
                        || (source.host() != null
                                && !source.host().equals(routed.route().host())));
    }

    private static boolean wantsTheNext(ObservedSandbox seen) {
        return seen.wish().isWanted() && seen.recorded().owesTheNext(seen.wish());
    }

    private static EndReason why(ObservedSandbox seen) {
        EndReason recorded = seen.recorded().endReason();
        boolean nothingFollows = recorded == EndReason.RECREATED && !seen.wish().isWanted();
        return recorded == null || nothingFollows ? EndReason.REQUESTED : recorded;
    }

    /// Nothing is left of the incarnation: that is proven.
    private static SandboxAction gone(ObservedSandbox seen, @Nullable ProvisionDelta delta, Instant now) {
        EndReason why = why(seen);
        if (seen.wish().existence() == Existence.DELETED) {
            return letGo(seen, now, why, delta);
        }
        if (wantsTheNext(seen) && seen.recorded().goesOnElsewhere(seen.wish())) {
            return goOnElsewhere(seen, delta, now);
        }
        return wantsTheNext(seen) && mayHaveAPlace(seen.recipe())
                ? EstablishingPlan.begin(seen, now)
                : new SandboxAction.End(why, delta);
    }

    /// One establishment has one limit, however many places it tries. A place that is gone meanwhile is waited for
    /// with what failed before still on record.
    private static SandboxAction goOnElsewhere(ObservedSandbox seen, @Nullable ProvisionDelta delta, Instant now) {
        Instant limit =
                Deadlines.establishingLimit(seen.recorded(), seen.wish()).orElse(Instant.MAX);
        if (!now.isBefore(limit)) {
            return new SandboxAction.End(EndReason.FAILED, delta, lastTrouble(seen));
        }
        return seen.recipe() instanceof Recipe.Unrouted none && !mayHaveAPlace(none)
                ? new SandboxAction.Pause(
                        new Cause(none.reason(), none.message()),
                        false,
                        seen.recorded().attempt().number(),
                        earlier(limit, now.plus(SandboxPlanner.UNROUTED_INTERVAL)))
                : EstablishingPlan.begin(seen, now);
    }

    /// There is one, or that is not known yet.
    private static boolean mayHaveAPlace(Recipe recipe) {
        return recipe instanceof Recipe.Routed || recipe.equals(Recipe.Unrouted.HOSTS_UNREAD);
    }

    private static Cause lastTrouble(ObservedSandbox seen) {
        RouteFailure last = seen.recorded().trail().failures().getLast();
        return new Cause("EstablishTimeout", "It was not established in time at any place. Last: " + last.reason());
    }

    /// The host was given up, and what was there counts as lost.
    static SandboxAction lost(ObservedSandbox seen, Instant now) {
        return seen.wish().existence() == Existence.DELETED
                ? letGo(seen, now, EndReason.HOST_LOST, null)
                : new SandboxAction.End(EndReason.HOST_LOST, null);
    }

    /// A deleted object of which the present incarnation has nothing outside goes when nothing holds it any more.
    /// Whoever wants to know of its end is told first: so that end has to be on record.
    static SandboxAction letGo(ObservedSandbox seen, Instant now, EndReason why, @Nullable ProvisionDelta delta) {
        boolean told = seen.outward().telling() != Telling.UNWANTED
                && seen.recorded().trail().told();
        boolean held = told || !seen.recorded().trail().remains().isEmpty();
        if (!held) {
            return new SandboxAction.Release();
        }
        return seen.recorded().stage() == Stage.ENDED
                ? whenNothingHoldsIt(seen, now)
                : new SandboxAction.End(why, delta);
    }

    /// What cannot be told in time is kept and told later.
    private static SandboxAction whenNothingHoldsIt(ObservedSandbox seen, Instant now) {
        if (!seen.recorded().trail().remains().isEmpty()) {
            return new SandboxAction.Settle(now.plus(SandboxPlanner.SAFETY_INTERVAL));
        }
        Instant endedAt = seen.recorded().times().endedAt();
        if (seen.outward().telling() != Telling.PENDING || endedAt == null || now.isBefore(endedAt)) {
            return new SandboxAction.Release();
        }
        Instant limit = endedAt.plus(SandboxPlanner.TELLING_LIMIT);
        return now.isBefore(limit) ? new SandboxAction.Settle(limit) : new SandboxAction.Release();
    }

    static SandboxAction afterTheEnd(ObservedSandbox seen, Instant now) {
        if (seen.wish().existence() == Existence.DELETED) {
            return letGo(seen, now, why(seen), null);
        }
        if (wantsTheNext(seen)) {
            return EstablishingPlan.begin(seen, now);
        }
        Optional<Deadline> end = Deadlines.next(seen, now);
        if (end.isPresent() && end.get().hasCome(now)) {
            return new SandboxAction.DeleteRecord();
        }
        Instant latest = now.plus(SandboxPlanner.SAFETY_INTERVAL);
        return new SandboxAction.Settle(
                end.map(moment -> earlier(moment.at(), latest)).orElse(latest));
    }
}
