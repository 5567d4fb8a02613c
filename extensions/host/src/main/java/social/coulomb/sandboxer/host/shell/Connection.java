package social.coulomb.sandboxer.host.shell;

/// A connection that many commands share.
public interface Connection extends AutoCloseable {

    /// False once it is known to be lost.
    boolean isAlive();

    /// Ends it and all that runs over it. Repeatable; never throws.
    @Override
    void close();
}
