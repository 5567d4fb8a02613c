package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;

/// Decides the one thing to do next. Pure: the same sight at the same time gives the same action.
final class SandboxPlanner {

    /// How long one attempt to take a sandbox away may run before it is begun anew.
    static final Duration TEARDOWN_LIMIT = Duration.ofMinutes(5);

    /// How long anything may go without being looked at.
    static final Duration SAFETY_INTERVAL = Duration.ofMinutes(10);

    /// How often it is asked again whether there is a route: room on a host is made without a word.
    static final Duration UNROUTED_INTERVAL = Duration.ofSeconds(30);

    /// How long a deleted object waits for its lifecycle events to be taken.
    static final Duration TELLING_LIMIT = Duration.ofMinutes(2);

    static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(30);
    /// How long hosts that were not looked at yet are waited for at a time; their first look wakes who waits.
    static final Duration UNREAD_PAUSE = Duration.ofSeconds(5);

    static final Duration UNUSABLE_PAUSE = Duration.ofSeconds(30);

    private SandboxPlanner() {}

    static SandboxAction plan(ObservedSandbox seen, Instant now) {
        return switch (seen.recorded().stage()) {
            case NOTHING_MADE -> EstablishingPlan.beforeTheFirst(seen, now);
            case PROVISIONING -> EstablishingPlan.whileProvisioning(seen, now);
            case ESTABLISHED -> LivingPlan.plan(seen, now);
            case DESTROYING -> EndingPlan.whileDestroying(seen, now);
            case ENDED -> EndingPlan.afterTheEnd(seen, now);
        };
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
