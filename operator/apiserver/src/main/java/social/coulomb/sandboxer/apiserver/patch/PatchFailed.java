package social.coulomb.sandboxer.apiserver.patch;

/// The patch is sound but does not fit the object: a test that fails, a path that leads nowhere.
public final class PatchFailed extends PatchRefused {
    private static final long serialVersionUID = 1L;

    PatchFailed(String message) {
        super(message);
    }
}
