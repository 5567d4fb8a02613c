package social.coulomb.sandboxer.controllers.reconcile;

/// The object has changed since it was read: look again, then decide anew. Nothing was written.
public final class StatusConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StatusConflict(Throwable cause) {
        super("the object has changed since it was read", cause);
    }
}
