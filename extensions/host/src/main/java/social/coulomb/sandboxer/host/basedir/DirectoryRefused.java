package social.coulomb.sandboxer.host.basedir;

/// A host could not make, write or remove a directory: full disk, missing rights, read-only file system. The
/// message carries what the host said.
public final class DirectoryRefused extends RuntimeException {
    public DirectoryRefused(String message) {
        super(message);
    }
}
