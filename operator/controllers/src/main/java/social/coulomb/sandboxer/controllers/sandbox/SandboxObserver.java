package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.backends.Backends;
import social.coulomb.sandboxer.controllers.backends.Backends.Backend;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.HostOffer;
import social.coulomb.sandboxer.controllers.placement.Placements;
import social.coulomb.sandboxer.controllers.reconcile.OperationLedger;
import social.coulomb.sandboxer.controllers.routing.RouteRequest;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.routing.Router;
import social.coulomb.sandboxer.controllers.sandbox.Wish.InvalidSpec;
import social.coulomb.sandboxer.crds.sandbox.RouteSpec;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxSpec;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Sees once, from memory, all that a pass decides on. Acts on nothing and never blocks.
final class SandboxObserver {

    private static final int DEFAULT_CONCURRENCY = 8;

    private final Supplier<Catalog> catalog;
    private final Backends backends;
    private final HostBoard board;
    private final Placements placements;
    private final OperationLedger<SandboxIntent, SandboxResult> ledger;
    private final Instant startedAt;

    /// @param startedAt when these controllers began, after which established sandboxes are looked at anew
    SandboxObserver(
            Supplier<Catalog> catalog,
            Backends backends,
            HostBoard board,
            Placements placements,
            OperationLedger<SandboxIntent, SandboxResult> ledger,
            Instant startedAt) {
        this.catalog = catalog;
        this.backends = backends;
        this.board = board;
        this.placements = placements;
        this.ledger = ledger;
        this.startedAt = startedAt;
    }

    ObservedSandbox observe(Sandbox sandbox) throws InvalidSpec {
        Recorded recorded = Recorded.from(sandbox.getStatus());
        Wish wish = Wish.of(sandbox);
        String uid = sandbox.getMetadata().getUid();
        return new ObservedSandbox(
                uid,
                createdAt(sandbox),
                recorded,
                wish,
                ledger.find(uid).orElse(null),
                recipe(sandbox, wish),
                workplace(recorded.source()),
                firstLookAt(uid, recorded));
    }

    private static Instant createdAt(Sandbox sandbox) {
        try {
            return Instant.parse(sandbox.getMetadata().getCreationTimestamp());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private Recipe recipe(Sandbox sandbox, Wish wish) {
        if (!wish.isWanted()) {
            return new Recipe.Unrouted("NotWanted", "No sandbox is wanted.", false, List.of());
        }
        SandboxSpec spec = sandbox.getSpec();
        if (spec.restoreFrom() != null) {
            return new Recipe.Unrouted(
                    "RestoreUnsupported",
                    "This version cannot restore snapshots: leave restoreFrom out.",
                    true,
                    List.of());
        }
        CatalogEntry<Profile> profile = catalog.get().profile(wish.profile()).orElse(null);
        if (profile == null) {
            return unknownProfile(wish.profile());
        }
        return route(sandbox, spec, profile);
    }

    private Recipe unknownProfile(String id) {
        return catalog.get()
                .problemAbout(id)
                .map(problem -> new Recipe.Unrouted(
                        "ProfileInvalid", "The profile cannot be used: " + problem, false, List.of()))
                .orElseGet(() -> new Recipe.Unrouted(
                        "ProfileUnknown",
                        "No profile '" + id + "' is in the catalog: add it, or choose one of "
                                + catalog.get().profiles().entries().keySet().stream()
                                        .sorted()
                                        .toList() + ".",
                        false,
                        List.of()));
    }

    private Recipe route(Sandbox sandbox, SandboxSpec spec, CatalogEntry<Profile> profile) {
        Router router = new Router(
                backends::find,
                name -> board.find(name).orElse(null),
                List.copyOf(board.offers().keySet()),
                host -> placements.on(host).size());
        RouteRequest request = new RouteRequest(sandbox.getMetadata().getNamespace(), profile.value(), wanted(spec));
        return switch (router.choose(request)) {
            case RouteVerdict.Chosen chosen -> new Recipe.Routed(profile, chosen);
            case RouteVerdict.NothingYet(String reason, String message, List<RouteVerdict.Candidate> candidates) ->
                new Recipe.Unrouted(reason, message, false, candidates);
            case RouteVerdict.Impossible(String reason, String message, List<RouteVerdict.Candidate> candidates) ->
                new Recipe.Unrouted(reason, message, true, candidates);
        };
    }

    private static RouteRequest.Wanted wanted(SandboxSpec spec) {
        RouteSpec route = spec.route();
        return new RouteRequest.Wanted(
                spec.host(),
                route == null || route.strategy() == null
                        ? null
                        : Profile.Strategy.valueOf(route.strategy().name()),
                route == null ? List.of() : route.extensions());
    }

    private Workplace workplace(Recorded.@Nullable Source source) {
        if (source == null) {
            return new Workplace.Nowhere();
        }
        HostOffer offer =
                source.host() == null ? null : board.find(source.host()).orElse(null);
        if (source.host() != null && offer == null) {
            return new Workplace.Unusable(
                    "HostUnknown",
                    "It is placed on host '" + source.host() + "', of which there is no HostProbe that can be used.");
        }
        if (offer != null && offer.availability() instanceof HostOffer.Availability.Abandoned) {
            return new Workplace.Lost();
        }
        return switch (backends.find(source.extension())) {
            case Backend.Unusable(String reason, String message) -> new Workplace.Unusable(reason, message);
            case Backend.Usable usable ->
                new Workplace.Usable(
                        usable.extension(),
                        source.extension(),
                        source.host(),
                        catalog.get().profile(source.profile()).orElse(null),
                        offer == null ? DEFAULT_CONCURRENCY : offer.limits().maxConcurrentOperations());
        };
    }

    /// Spread over one interval, so that a start of the controllers does not look at everything at once.
    private Instant firstLookAt(String uid, Recorded recorded) {
        Instant readyAt = recorded.times().readyAt();
        Instant from = readyAt != null && readyAt.isAfter(startedAt) ? readyAt : startedAt;
        long spread = Math.floorMod(uid.hashCode(), SandboxPlanner.LOOK_INTERVAL.toSeconds());
        return from.plus(Duration.ofSeconds(spread));
    }
}
