package social.coulomb.sandboxer.apiserver.store;

/// A write was refused, or failed, because the store cannot make it durable; the message says why and where.
public final class StoreReadOnly extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreReadOnly(String reason) {
        super(reason);
    }
}
