package social.coulomb.sandboxer.host;

/// No host is registered under a name.
public final class UnknownHost extends RuntimeException {
    public UnknownHost(String name) {
        super("no host is registered as \"%s\"".formatted(name));
    }
}
