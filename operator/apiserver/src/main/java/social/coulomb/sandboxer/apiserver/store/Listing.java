package social.coulomb.sandboxer.apiserver.store;

import java.util.List;

/// The objects of a collection in key order, all as of one revision.
public record Listing(long revision, List<StoredObject> items) {

    public Listing {
        items = List.copyOf(items);
    }
}
