package social.coulomb.sandboxer.apiserver.store;

/// A write was refused, or failed, because the store cannot make it durable; the message says why and where.
public final class StoreReadOnly extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    StoreReadOnly(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// Why writes are refused, for people.
    public String reason() {
        return reason;
    }
}
