package social.coulomb.sandboxer.host.basedir;

/// A host could not make, write or remove a directory: full disk, missing rights, read-only file system. The message
/// carries what the host said.
public final class DirectoryRefused extends RuntimeException {

    private final boolean forWantOfSpace;

    private DirectoryRefused(String message, boolean forWantOfSpace) {
        super(message);
        this.forWantOfSpace = forWantOfSpace;
    }

    static DirectoryRefused because(String path, String said) {
        return new DirectoryRefused("the host refused to work in %s: %s".formatted(path, said), false);
    }

    static DirectoryRefused full(String path) {
        return new DirectoryRefused(
                "no space left on the disk of %s: free some, or choose another baseDir".formatted(path), true);
    }

    /// True if the disk is full.
    public boolean isForWantOfSpace() {
        return forWantOfSpace;
    }
}
