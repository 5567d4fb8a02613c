package social.coulomb.sandboxer.apiserver.patch;

/// The patch is not of its format.
public final class PatchMalformed extends PatchRefused {
    private static final long serialVersionUID = 1L;

    PatchMalformed(String message) {
        super(message);
    }
}
