package social.coulomb.sandboxer.controllers.lease;

/// Another set of controllers is active in this API.
public final class LeaseHeld extends Exception {

    private static final long serialVersionUID = 1L;

    private final String holder;

    public LeaseHeld(String lease, String holder) {
        super("Another set of controllers is active: " + holder + " holds the Lease " + lease
                + ". Stop it first; it is safe to start again afterwards.");
        this.holder = holder;
    }

    /// As it stands in the Lease.
    public String holder() {
        return holder;
    }
}
