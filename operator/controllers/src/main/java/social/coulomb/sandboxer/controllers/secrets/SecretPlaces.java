package social.coulomb.sandboxer.controllers.secrets;

import java.util.Map;

/// Where values may come from beside a sandbox's own namespace.
///
/// @param namespace the operator's own
/// @param environment the program's; only variables that begin with `SANDBOXER_SECRET_` are read
/// @param local whether the program serves one person: then its environment is everybody's; on a cluster it is for
///     namespaces only that a profile names
public record SecretPlaces(String namespace, Map<String, String> environment, boolean local) {

    public SecretPlaces {
        environment = Map.copyOf(environment);
    }

    /// It holds secrets.
    @Override
    public String toString() {
        return "SecretPlaces[" + namespace + ", local=" + local + "]";
    }
}
