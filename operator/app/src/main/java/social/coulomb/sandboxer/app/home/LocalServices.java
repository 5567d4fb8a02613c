package social.coulomb.sandboxer.app.home;

import java.util.Map;
import social.coulomb.sandboxer.sdk.ExtensionServices;

/// The services that the program lends to backends, by their exact type.
public record LocalServices(Map<Class<?>, Object> services) implements ExtensionServices {

    public LocalServices {
        services = Map.copyOf(services);
    }

    @Override
    public <T> T require(Class<T> service) {
        Object found = services.get(service);
        if (found == null) {
            throw new IllegalStateException("this program offers no " + service.getName() + " to its backends");
        }
        return service.cast(found);
    }
}
