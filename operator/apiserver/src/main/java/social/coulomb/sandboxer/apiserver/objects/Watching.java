package social.coulomb.sandboxer.apiserver.objects;

import java.util.List;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.Listing;
import social.coulomb.sandboxer.apiserver.store.RevisionCompacted;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Opens watches.
final class Watching {

    private final RevisionStore store;
    private final Versions versions;

    Watching(RevisionStore store) {
        this.store = store;
        this.versions = new Versions(store);
    }

    WatchSource watch(RequestScope scope, WatchOptions options) {
        requireSound(options);
        ResourceType type = scope.type();
        var selection = new Selection(type, options.labels(), options.fields());
        String stated = options.resourceVersion();
        long after = stated.isEmpty()
                ? 0
                : Versions.parse(stated)
                        .orElseThrow(() ->
                                ApiStatus.failure(Versions.objection(stated)).asException());
        boolean presentFirst = options.sendInitialEvents().orElse(after == 0);
        if (presentFirst) {
            return fromPresent(scope, options, selection, after);
        }
        return follow(scope, selection, after == 0 ? store.revision() : after);
    }

    /// The present objects first, then what happens from there on. A version still to come is waited for, for a
    /// moment: what is shown first is at least that new.
    private WatchSource fromPresent(RequestScope scope, WatchOptions options, Selection selection, long atLeast) {
        try {
            versions.await(atLeast);
        } catch (StatusException tooLarge) {
            return new RefusedWatch(tooLarge.status());
        }
        return fromPresent(scope, options, selection);
    }

    private WatchSource fromPresent(RequestScope scope, WatchOptions options, Selection selection) {
        while (true) {
            Listing listing = store.list(scope.collection());
            List<StoredObject> present = selection.of(listing.items());
            boolean announced =
                    options.bookmarks() && options.sendInitialEvents().orElse(false);
            try {
                return new SelectedWatch(
                        scope.type(),
                        selection,
                        store.subscribe(scope.collection(), listing.revision()),
                        new InitialState(present, listing.revision(), announced));
            } catch (RevisionCompacted overtaken) {
                // So much was written since the listing that its history is gone already: list again.
            }
        }
    }

    private WatchSource follow(RequestScope scope, Selection selection, long after) {
        try {
            return new SelectedWatch(
                    scope.type(),
                    selection,
                    store.subscribe(scope.collection(), after),
                    new InitialState(List.of(), after, false));
        } catch (RevisionCompacted compacted) {
            return new RefusedWatch(ApiStatus.expired(
                    "too old resource version: " + compacted.requested() + " (" + compacted.compacted() + ")"));
        }
    }

    private static void requireSound(WatchOptions options) {
        Optional<Boolean> initial = options.sendInitialEvents();
        if (initial.isPresent() && options.match() != VersionMatch.NOT_OLDER_THAN) {
            throw forbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (initial.isEmpty() && options.match() != VersionMatch.UNSTATED) {
            throw forbidden("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
    }

    private static StatusException forbidden(String objection) {
        return Refusals.invalid(
                "meta.k8s.io", "ListOptions", "", List.of(FieldError.forbidden("resourceVersionMatch", objection)));
    }
}
