package social.coulomb.sandboxer.host.sync;

/// A host would not take a workspace. The message carries what the host said.
public final class SyncRefused extends RuntimeException {
    public SyncRefused(String message) {
        super(message);
    }
}
