package social.coulomb.sandboxer.sdk;

/// What the program lends to a backend, by type: hosts, a clock, where local workspaces may be read.
public interface ExtensionServices {

    /// @throws IllegalStateException when the program does not offer this service: a mistake in its wiring
    <T> T require(Class<T> service);
}
