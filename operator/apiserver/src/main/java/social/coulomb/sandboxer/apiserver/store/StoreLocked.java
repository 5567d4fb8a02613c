package social.coulomb.sandboxer.apiserver.store;

import java.nio.file.Path;

/// Another process, or another part of this one, has the store open.
public final class StoreLocked extends StoreUnusable {

    private static final long serialVersionUID = 1L;

    StoreLocked(Path directory, String holder) {
        super(
                directory + " is in use by " + holder
                        + ". Stop that process first, or give this one another state directory.",
                null);
    }
}
