package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.activity.ActivityWatch;
import social.coulomb.sandboxer.controllers.activity.SandboxKey;
import social.coulomb.sandboxer.controllers.activity.UseLease;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Options;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Outward;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Subject;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Work;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.controllers.sandbox.Wish.InvalidSpec;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Sees once, from memory, all that a pass decides on. Acts on nothing and never blocks.
final class SandboxObserver {

    private final Recipes recipes;
    private final Workplaces workplaces;
    private final OperationLedger<SandboxIntent, SandboxResult> ledger;
    private final ActivityWatch activity;
    private final Herald herald;
    private final LookPace pace;

    SandboxObserver(
            Recipes recipes,
            Workplaces workplaces,
            OperationLedger<SandboxIntent, SandboxResult> ledger,
            ActivityWatch activity,
            Herald herald,
            LookPace pace) {
        this.recipes = recipes;
        this.workplaces = workplaces;
        this.ledger = ledger;
        this.activity = activity;
        this.herald = herald;
        this.pace = pace;
    }

    ObservedSandbox observe(Sandbox sandbox) throws InvalidSpec {
        Recorded recorded = Recorded.from(sandbox.getStatus());
        Wish wish = Wish.of(sandbox);
        Subject subject = new Subject(sandbox.getMetadata().getUid(), createdAt(sandbox), isChanged(sandbox));
        Work work = new Work(
                ledger.find(subject.uid()).orElse(null),
                workplaces.of(recorded.source()),
                workplaces.recipe(recorded.source()),
                pace.interval(),
                pace.firstLook(subject.uid(), recorded.times().readyAt()));
        return new ObservedSandbox(
                subject,
                recorded,
                wish,
                work,
                options(sandbox, recorded, wish, work),
                new Outward(use(sandbox, recorded), herald.telling(sandbox)));
    }

    private static Instant createdAt(Sandbox sandbox) {
        try {
            return Instant.parse(sandbox.getMetadata().getCreationTimestamp());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static boolean isChanged(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        return status != null
                && !Objects.equals(
                        status.observedGeneration(), sandbox.getMetadata().getGeneration());
    }

    /// Routes are looked for only where the stage may need one.
    private Options options(Sandbox sandbox, Recorded recorded, Wish wish, Work work) {
        boolean mayBegin = wish.isWanted()
                && switch (recorded.stage()) {
                    case NOTHING_MADE -> true;
                    case DESTROYING, ENDED -> recorded.owesTheNext(wish);
                    case ESTABLISHED ->
                        ChangeOfMind.isAnotherAskedFor(
                                recorded, wish, wish.policies().updatesImmediately());
                    case PROVISIONING -> false;
                };
        boolean hasFailed = recorded.stage() == Stage.PROVISIONING
                && work.operation() != null
                && work.operation().intent().kind() == Kind.PROVISION
                && Attempts.failure(work.operation()) != null;
        return new Options(
                mayBegin ? recipes.next(sandbox, recorded, wish) : Recipe.Unrouted.NOT_WANTED,
                hasFailed && wish.isWanted() ? recipes.elsewhere(sandbox, recorded, wish) : Recipe.Unrouted.NOT_WANTED);
    }

    private @Nullable UseLease use(Sandbox sandbox, Recorded recorded) {
        SandboxStatus status = sandbox.getStatus();
        return recorded.isEstablished() && status != null && status.sandboxId() != null
                ? activity.find(new SandboxKey(sandbox.getMetadata().getNamespace(), status.sandboxId()))
                        .orElse(null)
                : null;
    }
}
