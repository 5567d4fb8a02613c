package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts services behind those that they depend on; the file's order otherwise. A circle is cut where it closes.
/// Pure.
final class StartOrder {

    private final JsonNode services;
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> entered = new LinkedHashSet<>();

    private StartOrder(JsonNode services) {
        this.services = services;
    }

    static List<String> of(JsonNode services) {
        StartOrder order = new StartOrder(services);
        services.properties().stream().map(Map.Entry::getKey).forEach(order::visit);
        return new ArrayList<>(order.done);
    }

    private void visit(String service) {
        if (!entered.add(service)) {
            return;
        }
        services.path(service).path("depends_on").properties().stream()
                .map(Map.Entry::getKey)
                .forEach(this::visit);
        done.add(service);
    }
}
