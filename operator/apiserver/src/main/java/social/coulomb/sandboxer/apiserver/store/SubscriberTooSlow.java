package social.coulomb.sandboxer.apiserver.store;

/// A subscriber fell so far behind that its changes are no longer kept for it; it may subscribe anew from the
/// revision it has.
public final class SubscriberTooSlow extends Exception {

    private static final long serialVersionUID = 1L;

    SubscriberTooSlow(CollectionKey collection, int capacity) {
        super("A subscriber of " + collection + " left more than " + capacity + " changes waiting");
    }
}
