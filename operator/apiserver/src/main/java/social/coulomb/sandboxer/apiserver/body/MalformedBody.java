package social.coulomb.sandboxer.apiserver.body;

/// A body that is not what its media type says. The message is the one that Kubernetes gives.
public final class MalformedBody extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedBody(String message) {
        super(message);
    }

    MalformedBody(String message, Throwable cause) {
        super(message, cause);
    }
}
