package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.activity.UseLease;
import social.coulomb.sandboxer.controllers.reconcile.OperationRecord;
import social.coulomb.sandboxer.controllers.reconcile.Outcome;
import social.coulomb.sandboxer.controllers.routing.Remedy;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Options;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Outward;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Subject;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Telling;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Work;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Attempt;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Basis;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Source;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Times;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Trail;
import social.coulomb.sandboxer.controllers.sandbox.Recorded.Usage;
import social.coulomb.sandboxer.controllers.sandbox.SandboxIntent.Kind;
import social.coulomb.sandboxer.controllers.sandbox.Wish.Existence;
import social.coulomb.sandboxer.crds.sandbox.EndReason;
import social.coulomb.sandboxer.crds.sandbox.Remains;
import social.coulomb.sandboxer.crds.sandbox.RouteFailure;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.Profile;
import social.coulomb.sandboxer.sdk.fake.FakeBackend;
import social.coulomb.sandboxer.sdk.fake.FakeExtension;

/// What a planner may be shown, made of parts that each test changes.
final class Sights {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final CatalogEntry<Profile> PROFILE = CatalogReader.ofProfiles()
            .read(List.of(new CatalogFile("profile.compose-e2e.yaml", """
                    id: profile.compose-e2e
                    version: "1.0.0"
                    extension: ext.fake
                    isolation: {level: container}
                    ttl: {default: 4h, max: 24h}
                    """)))
            .find("profile.compose-e2e")
            .orElseThrow();
    static final Recipe.Routed ROUTED = new Recipe.Routed(
            PROFILE, new RouteVerdict.Chosen("ext.fake", "host-a", Profile.Strategy.EXPLICIT, List.of()));
    static final Recipe.Unrouted UNROUTED = new Recipe.Unrouted("HostUnknown", "No host.", Remedy.SETUP, List.of());
    static final Workplace.Usable WORKPLACE =
            new Workplace.Usable(new FakeExtension(new FakeBackend()), "ext.fake", "host-a", 4);
    static final SandboxResult.Established ESTABLISHED = new SandboxResult.Established(
            new Provisioned(new Reachability("user@host-a", "/work", "host-a", null, List.of()), List.of()), null);

    private Recorded recorded = Recorded.from(null);
    private Wish wish = wish(Existence.WANTED, "", "digest-1");
    private @Nullable OperationRecord<SandboxIntent, SandboxResult> operation;
    private Recipe recipe = ROUTED;
    private Workplace workplace = new Workplace.Nowhere();
    private Instant firstLookAt = NOW.plusSeconds(100);
    private Instant createdAt = NOW.minusSeconds(60);
    private boolean changed;
    private @Nullable CatalogEntry<Profile> onRecord = PROFILE;
    private Recipe alternative = Recipe.Unrouted.NOT_WANTED;
    private @Nullable UseLease use;
    private Telling telling = Telling.UNWANTED;

    static Sights nothingMade() {
        return new Sights();
    }

    static Sights at(Stage stage) {
        Sights sights = new Sights();
        sights.recorded = new Recorded(
                stage,
                new Attempt(1, 1, NOW.minusSeconds(60)),
                new Source("profile.compose-e2e", PROFILE.digest(), "ext.fake", "host-a"),
                new Basis("", "digest-1"),
                new Times(
                        stage == Stage.ESTABLISHED ? NOW.minusSeconds(30) : null,
                        stage == Stage.ESTABLISHED ? NOW.plusSeconds(3600) : null,
                        stage == Stage.ENDED ? NOW.minusSeconds(30) : null,
                        new Usage(false, null)),
                new Trail(
                        stage == Stage.ENDED || stage == Stage.DESTROYING ? EndReason.REQUESTED : null,
                        List.of(),
                        List.of(),
                        true));
        sights.workplace = WORKPLACE;
        return sights;
    }

    static Wish wish(Existence existence, String recreate, String digest) {
        return new Wish(existence, "profile.compose-e2e", Map.of(), recreate, digest, policies());
    }

    static Wish.Policies policies() {
        return new Wish.Policies(false, Duration.ofMinutes(10), null, null, null);
    }

    static Wish.Policies idleAfter(Duration timeout) {
        return new Wish.Policies(false, Duration.ofMinutes(10), null, timeout, null);
    }

    static Wish.Policies livingFor(Duration ttl) {
        return new Wish.Policies(false, Duration.ofMinutes(10), ttl, null, null);
    }

    Sights wishing(Existence existence) {
        wish = wish(existence, wish.recreate(), wish.digest());
        return this;
    }

    Sights recreate(String word) {
        wish = wish(wish.existence(), word, wish.digest());
        return this;
    }

    Sights changedSource() {
        wish = wish(wish.existence(), wish.recreate(), "digest-2");
        return this;
    }

    Sights updatingImmediately() {
        return policies(new Wish.Policies(true, Duration.ofMinutes(10), null, null, null));
    }

    Sights policies(Wish.Policies policies) {
        wish = new Wish(wish.existence(), wish.profile(), wish.inputs(), wish.recreate(), wish.digest(), policies);
        return this;
    }

    Sights endReason(EndReason why) {
        Trail trail = recorded.trail();
        return trail(new Trail(why, trail.failures(), trail.remains(), trail.told()));
    }

    Sights failedAt(RouteFailure... failures) {
        Trail trail = recorded.trail();
        return trail(new Trail(trail.endReason(), List.of(failures), trail.remains(), trail.told()));
    }

    Sights hunting(Remains... remains) {
        Trail trail = recorded.trail();
        return trail(new Trail(trail.endReason(), trail.failures(), List.of(remains), trail.told()));
    }

    private Sights trail(Trail trail) {
        recorded = new Recorded(
                recorded.stage(), recorded.attempt(), recorded.source(), recorded.basis(), recorded.times(), trail);
        return this;
    }

    Sights times(Times times) {
        recorded = new Recorded(
                recorded.stage(), recorded.attempt(), recorded.source(), recorded.basis(), times, recorded.trail());
        return this;
    }

    Sights incarnation(int incarnation) {
        recorded = new Recorded(
                recorded.stage(),
                new Attempt(incarnation, 1, recorded.attempt().begunAt()),
                recorded.source(),
                recorded.basis(),
                recorded.times(),
                recorded.trail());
        return this;
    }

    Sights recipeForgotten() {
        onRecord = null;
        return this;
    }

    Sights changed() {
        changed = true;
        return this;
    }

    Sights used(UseLease lease) {
        use = lease;
        return this;
    }

    Sights alternative(Recipe recipe) {
        alternative = recipe;
        return this;
    }

    Sights telling(Telling how) {
        telling = how;
        return this;
    }

    /// The same failure after so many attempts.
    Sights failedAttempt(int attempt, ExtensionFailure failure) {
        return ended(
                new SandboxIntent(Kind.PROVISION, recorded.incarnation(), attempt),
                new Outcome.Failed<>(failure),
                NOW.minusMillis(1));
    }

    Sights running(Kind kind) {
        operation = new OperationRecord<>(new SandboxIntent(kind, 1, 1), NOW.minusSeconds(5), "pulling", null);
        return this;
    }

    Sights waitingForItsTurn(Kind kind) {
        operation = new OperationRecord<>(new SandboxIntent(kind, 1, 1), null, "", null);
        return this;
    }

    Sights done(Kind kind, SandboxResult result) {
        return ended(new SandboxIntent(kind, 1, 1), new Outcome.Done<>(result), NOW.minusSeconds(1));
    }

    Sights failed(Kind kind, ExtensionFailure failure) {
        return ended(new SandboxIntent(kind, 1, 1), new Outcome.Failed<>(failure), NOW.minusMillis(1));
    }

    Sights failedLongAgo(Kind kind, ExtensionFailure failure) {
        return ended(new SandboxIntent(kind, 1, 1), new Outcome.Failed<>(failure), NOW.minusSeconds(50));
    }

    private Sights ended(SandboxIntent intent, Outcome<SandboxResult> outcome, Instant at) {
        operation = new OperationRecord<>(intent, at.minusSeconds(4), "", new OperationRecord.Ending<>(outcome, at));
        return this;
    }

    Sights recipe(Recipe newRecipe) {
        recipe = newRecipe;
        return this;
    }

    Sights workplace(Workplace newWorkplace) {
        workplace = newWorkplace;
        return this;
    }

    Sights createdAt(Instant moment) {
        createdAt = moment;
        return this;
    }

    Sights firstLookAt(Instant moment) {
        firstLookAt = moment;
        return this;
    }

    SandboxAction plan() {
        return planAt(NOW);
    }

    SandboxAction planAt(Instant moment) {
        return SandboxPlanner.plan(seen(), moment);
    }

    ObservedSandbox seen() {
        return new ObservedSandbox(
                new Subject("uid-1", createdAt, changed),
                recorded,
                wish,
                new Work(operation, workplace, onRecord, LookPace.OFTEN, firstLookAt),
                new Options(recipe, alternative),
                new Outward(use, telling));
    }
}
