package social.coulomb.sandboxer.sdk;

/// Where a long operation tells what it is doing. Never blocks; the receiver thins out.
@FunctionalInterface
public interface Progress {

    /// Progress that nobody listens to.
    Progress SILENT = message -> {};

    /// @param message what is being done now, a short sentence without secrets
    void report(String message);
}
