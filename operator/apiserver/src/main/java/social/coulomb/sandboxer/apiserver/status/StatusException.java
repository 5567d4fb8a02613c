package social.coulomb.sandboxer.apiserver.status;

import java.util.Objects;

/// A refused request, on its way to the client as a `Status`.
public final class StatusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiStatus status;

    public StatusException(ApiStatus status) {
        super(status.message());
        this.status = status;
    }

    public StatusException(ApiStatus status, Throwable cause) {
        super(status.message(), cause);
        this.status = status;
    }

    /// The answer to give.
    public ApiStatus status() {
        return Objects.requireNonNull(status, "status");
    }
}
