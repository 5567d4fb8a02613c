package social.coulomb.sandboxer.apiserver.patch;

/// The patch has more operations than are carried out at once.
public final class PatchTooLong extends PatchRefused {
    private static final long serialVersionUID = 1L;

    PatchTooLong(int limit, int operations) {
        super("The allowed maximum operations in a JSON patch is " + limit + ", got " + operations);
    }
}
