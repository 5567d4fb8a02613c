package social.coulomb.sandboxer.controllers.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuota;
import social.coulomb.sandboxer.controllers.routing.Remedy;
import social.coulomb.sandboxer.controllers.routing.RouteRequest;
import social.coulomb.sandboxer.controllers.routing.RouteVerdict;
import social.coulomb.sandboxer.controllers.routing.Routers;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution;
import social.coulomb.sandboxer.controllers.secrets.SecretSource;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.RouteSpec;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxSpec;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Finds what a new incarnation would be made from: profile, backend, host. Never blocks, but for a
/// request in a Namespace that is quite new, and for some where a profile names secrets.
record Recipes(Supplier<Catalog> catalog, Routers routers, Room room, Tenancy tenancy, SecretSource secrets) {

    /// What the next incarnation would be made from.
    Recipe next(Sandbox sandbox, Recorded recorded, Wish wish) {
        if (!room.board().isComplete()) {
            return Recipe.Unrouted.HOSTS_UNREAD;
        }
        Recipe.Unrouted turn = turn(sandbox);
        if (turn != null) {
            return turn;
        }
        List<RouteRequest.Failed> failed = recorded.goesOnElsewhere(wish) ? failures(recorded) : List.of();
        Recipe found = find(sandbox, wish, failed);
        Recipe.Unrouted lacking = found instanceof Recipe.Routed routed
                ? lacking(sandbox, routed.profile().value())
                : null;
        return lacking == null ? found : lacking;
    }

    /// What may still come is waited for before anything is begun: establishing has a limit, waiting has none.
    private Recipe.@Nullable Unrouted lacking(Sandbox sandbox, Profile profile) {
        if (profile.setup().secretRefs().isEmpty()) {
            return null;
        }
        String namespace = sandbox.getMetadata().getNamespace();
        return switch (secrets.resolve(namespace, profile, sandbox.getSpec().inputs())) {
            case SecretResolution.Resolved resolved -> null;
            case SecretResolution.Missing missing ->
                new Recipe.Unrouted(BackendCalls.SECRET_MISSING, missing.message(), Remedy.SETUP, List.of());
            case SecretResolution.Unknown(String message) ->
                new Recipe.Unrouted(BackendCalls.SECRETS_UNKNOWN, message, Remedy.TIME, List.of());
        };
    }

    /// The same, where the place of the present one is left out.
    Recipe elsewhere(Sandbox sandbox, Recorded recorded, Wish wish) {
        List<RouteRequest.Failed> failed = new ArrayList<>(failures(recorded));
        Recorded.Source source = recorded.source();
        if (source != null) {
            failed.add(new RouteRequest.Failed(source.extension(), source.host(), "it is the present one."));
        }
        return find(sandbox, wish, failed);
    }

    private static List<RouteRequest.Failed> failures(Recorded recorded) {
        return recorded.trail().failures().stream()
                .filter(failure -> failure.extension() != null)
                .map(failure -> new RouteRequest.Failed(
                        failure.extension(), failure.host(), failure.reason() == null ? "?" : failure.reason()))
                .toList();
    }

    private Recipe find(Sandbox sandbox, Wish wish, List<RouteRequest.Failed> failed) {
        SandboxSpec spec = sandbox.getSpec();
        if (spec.restoreFrom() != null) {
            return new Recipe.Unrouted(
                    "RestoreUnsupported",
                    "This version cannot restore snapshots: leave restoreFrom out.",
                    Remedy.CHANGE,
                    List.of());
        }
        CatalogEntry<Profile> profile = catalog.get().profile(wish.profile()).orElse(null);
        return profile == null ? unknownProfile(wish.profile()) : route(sandbox, spec, profile, failed);
    }

    /// Null when the namespace may have one more.
    private Recipe.@Nullable Unrouted turn(Sandbox sandbox) {
        String namespace = sandbox.getMetadata().getNamespace();
        return switch (tenancy.quotas().of(namespace)) {
            case NamespaceQuota.Unlimited unlimited -> null;
            case NamespaceQuota.Limited(int most)
            when room.others(namespace, sandbox.getMetadata().getUid()) < most -> null;
            case NamespaceQuota.Limited(int most) -> Recipe.Unrouted.queued(namespace, most);
            case NamespaceQuota.Unreadable(String text) ->
                new Recipe.Unrouted(
                        Recipe.Unrouted.QUOTA_UNREADABLE,
                        "The Namespace " + namespace + " has the annotation " + SandboxerApi.MAX_SANDBOXES_ANNOTATION
                                + ": '" + text + "': write a whole number there.",
                        Remedy.SETUP,
                        List.of());
        };
    }

    private Recipe unknownProfile(String id) {
        return catalog.get()
                .problemAbout(id)
                .map(problem -> new Recipe.Unrouted(
                        Recipe.Unrouted.PROFILE_INVALID,
                        "The profile cannot be used: " + problem,
                        Remedy.SETUP,
                        List.of()))
                .orElseGet(() -> new Recipe.Unrouted(
                        Recipe.Unrouted.PROFILE_UNKNOWN,
                        "No profile '" + id + "' is in the catalog: add it, or choose one of "
                                + catalog.get().profiles().entries().keySet().stream()
                                        .sorted()
                                        .toList() + ".",
                        Remedy.SETUP,
                        List.of()));
    }

    private Recipe route(
            Sandbox sandbox, SandboxSpec spec, CatalogEntry<Profile> profile, List<RouteRequest.Failed> failed) {
        String uid = sandbox.getMetadata().getUid();
        RouteRequest request = new RouteRequest(
                new RouteRequest.Subject(uid, sandbox.getMetadata().getNamespace(), spec.inputs()),
                profile.value(),
                wanted(spec),
                failed);
        return switch (routers.forSandbox(uid).choose(request)) {
            case RouteVerdict.Chosen chosen -> new Recipe.Routed(profile, chosen);
            case RouteVerdict.Nothing nothing ->
                new Recipe.Unrouted(nothing.reason(), nothing.message(), nothing.remedy(), nothing.candidates());
        };
    }

    private static RouteRequest.Wanted wanted(SandboxSpec spec) {
        RouteSpec route = spec.route();
        return new RouteRequest.Wanted(
                spec.host(),
                route == null || route.strategy() == null
                        ? null
                        : Profile.Strategy.valueOf(route.strategy().name()),
                route == null ? List.of() : route.extensions(),
                route == null || route.maxCostPerHourUsd() == null ? null : new BigDecimal(route.maxCostPerHourUsd()),
                spec.restoreFrom() != null);
    }
}
