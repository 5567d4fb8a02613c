package social.coulomb.sandboxer.apiserver.store;

import org.jspecify.annotations.Nullable;

/// Why a store could not be opened; the message says what to do.
public abstract sealed class StoreUnusable extends Exception permits StoreDamaged, StoreTooNew, StoreLocked {

    private static final long serialVersionUID = 1L;

    StoreUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
