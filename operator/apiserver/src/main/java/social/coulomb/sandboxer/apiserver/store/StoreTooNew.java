package social.coulomb.sandboxer.apiserver.store;

import java.nio.file.Path;

/// The store was written by a newer release, whose format this one does not know; nothing was touched.
public final class StoreTooNew extends StoreUnusable {

    private static final long serialVersionUID = 1L;

    StoreTooNew(Path file, int found, int supported) {
        super(
                file + " has format version " + found + ", this release knows versions up to " + supported
                        + ". Start it with the release that wrote it or a newer one, or give this one another"
                        + " state directory.",
                null);
    }
}
