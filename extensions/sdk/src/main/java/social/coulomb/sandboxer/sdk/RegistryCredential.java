package social.coulomb.sandboxer.sdk;

/// A login at an image registry. Prints no password.
///
/// @param registry as image names begin, such as `registry.example.org:5000`, or `docker.io`
public record RegistryCredential(String registry, String username, String password) {

    @Override
    public String toString() {
        return "RegistryCredential[" + registry + "]";
    }
}
