package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.Listing;
import social.coulomb.sandboxer.apiserver.store.RevisionCompacted;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Gets and lists objects, in their present state or a past one.
final class Reading {

    private static final String TOO_OLD = "The resourceVersion for the provided list is too old.";
    private static final String CONTINUE_TOO_OLD = "The provided continue parameter is too old to display a consistent"
            + " list result. You can start a new list without the continue parameter, or use the continue token in this"
            + " response to retrieve the remainder of the results. Continuing with the provided token results in an"
            + " inconsistent list - objects that were created, modified, or deleted between the time the first chunk"
            + " was returned and now may show up in the list.";

    private final RevisionStore store;
    private final Versions versions;

    Reading(RevisionStore store) {
        this.store = store;
        this.versions = new Versions(store);
    }

    ObjectNode get(RequestScope scope, String name, String resourceVersion) {
        if (!resourceVersion.isEmpty()) {
            OptionalLong wanted = Versions.parse(resourceVersion);
            versions.await(wanted.orElseThrow(
                    () -> ApiStatus.failure(Versions.objection(resourceVersion)).asException()));
        }
        return store.get(scope.key(name))
                .map(stored -> ObjectForms.read(scope.type(), stored))
                .orElseThrow(() -> Refusals.notFound(scope.type(), name));
    }

    ResourceList list(RequestScope scope, ListOptions options) {
        requireSound(options);
        var selection = new Selection(scope.type(), options.labels(), options.fields());
        if (!options.continueToken().isEmpty()) {
            return following(scope, options, selection);
        }
        Listing listing = first(scope, options);
        boolean unlimited = options.resourceVersion().equals("0") || options.limit() <= 0;
        return page(scope, options, selection.of(listing.items()), listing.revision(), unlimited);
    }

    private Listing first(RequestScope scope, ListOptions options) {
        String stated = options.resourceVersion();
        if (stated.isEmpty()) {
            return store.list(scope.collection());
        }
        long wanted = Versions.parse(stated)
                .orElseThrow(() -> ApiStatus.badRequest("invalid resource version: " + Versions.objection(stated))
                        .asException());
        versions.await(wanted);
        boolean exactly = options.match() == VersionMatch.EXACT
                || options.match() == VersionMatch.UNSTATED && options.limit() > 0 && wanted > 0;
        if (!exactly) {
            return store.list(scope.collection());
        }
        try {
            return store.listAt(scope.collection(), wanted);
        } catch (RevisionCompacted compacted) {
            throw new StatusException(ApiStatus.expired(TOO_OLD), compacted);
        }
    }

    private ResourceList following(RequestScope scope, ListOptions options, Selection selection) {
        ContinueToken token = ContinueToken.decode(options.continueToken());
        Listing listing = at(scope, token);
        List<StoredObject> remaining = listing.items().stream()
                .filter(object -> token.precedes(scope, object.key()))
                .toList();
        return page(scope, options, selection.of(remaining), listing.revision(), options.limit() <= 0);
    }

    private Listing at(RequestScope scope, ContinueToken token) {
        if (token.revision() == ContinueToken.NEWEST) {
            return store.list(scope.collection());
        }
        try {
            return store.listAt(scope.collection(), token.revision());
        } catch (RevisionCompacted compacted) {
            String further = new ContinueToken(ContinueToken.NEWEST, token.start()).encoded();
            throw new StatusException(ApiStatus.expired(CONTINUE_TOO_OLD).withContinue(further), compacted);
        } catch (IllegalArgumentException future) {
            throw ApiStatus.versionTooLarge(token.revision(), store.revision()).asException();
        }
    }

    private static ResourceList page(
            RequestScope scope, ListOptions options, List<StoredObject> selected, long revision, boolean unlimited) {
        boolean complete = unlimited || selected.size() <= options.limit();
        List<StoredObject> shown = complete ? selected : selected.subList(0, (int) options.limit());
        String token = complete
                ? ""
                : ContinueToken.after(scope, revision, shown.getLast().key()).encoded();
        OptionalLong remaining = complete || options.selective()
                ? OptionalLong.empty()
                : OptionalLong.of(selected.size() - options.limit());
        List<StoredObject> items = shown.stream()
                .map(object -> ObjectForms.listItem(scope.type(), object))
                .toList();
        return new ResourceList(scope.type(), items, revision, token, remaining);
    }

    private static void requireSound(ListOptions options) {
        boolean matching = options.match() != VersionMatch.UNSTATED;
        if (matching && options.resourceVersion().isEmpty()) {
            throw forbidden(
                    options.continueToken().isEmpty()
                            ? "resourceVersionMatch is forbidden unless resourceVersion is provided"
                            : "resourceVersionMatch is forbidden when continue is provided");
        }
        if (matching && !options.continueToken().isEmpty()) {
            throw forbidden("resourceVersionMatch is forbidden when continue is provided");
        }
        if (options.match() == VersionMatch.EXACT && options.resourceVersion().equals("0")) {
            throw forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
        boolean stated = !options.resourceVersion().isEmpty()
                && !options.resourceVersion().equals("0");
        if (stated && !options.continueToken().isEmpty()) {
            throw ApiStatus.badRequest("specifying resource version is not allowed when using continue")
                    .asException();
        }
    }

    private static StatusException forbidden(String objection) {
        return Refusals.invalid(
                "meta.k8s.io", "ListOptions", "", List.of(FieldError.forbidden("resourceVersionMatch", objection)));
    }
}
