package social.coulomb.sandboxer.apiserver.patch;

/// A patch that was not carried out; nothing has been changed.
public abstract sealed class PatchRefused extends Exception permits PatchFailed, PatchMalformed, PatchTooLong {
    private static final long serialVersionUID = 1L;

    PatchRefused(String message) {
        super(message);
    }
}
