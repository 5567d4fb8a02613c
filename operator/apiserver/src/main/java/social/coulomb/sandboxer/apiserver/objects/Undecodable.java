package social.coulomb.sandboxer.apiserver.objects;

/// What was sent cannot be read as an object of its kind; the message is the decoder's.
final class Undecodable extends Exception {

    private static final long serialVersionUID = 1L;

    Undecodable(String problem) {
        super(problem, null, false, false);
    }

    /// The decoder's objection.
    String problem() {
        return String.valueOf(getMessage());
    }
}
