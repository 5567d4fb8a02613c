package social.coulomb.sandboxer.host.basedir;

/// A directory on a host is not what it must be: a link, another account's, open to others, or another
/// sandbox's. Stays so until a person looks.
public final class UnsafeDirectory extends RuntimeException {
    public UnsafeDirectory(String message) {
        super(message);
    }
}
