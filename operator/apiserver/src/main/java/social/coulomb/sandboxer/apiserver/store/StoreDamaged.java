package social.coulomb.sandboxer.apiserver.store;

import java.nio.file.Path;

/// The store's log is not a log at all, so that there is nothing to serve, not even read-only.
public final class StoreDamaged extends StoreUnusable {

    private static final long serialVersionUID = 1L;

    StoreDamaged(Path file, Throwable cause) {
        super(
                file + " cannot be read as a revision log (" + cause.getMessage()
                        + "). Put a backup in its place, or move the whole directory aside to start empty.",
                cause);
    }
}
