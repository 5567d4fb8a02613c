package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of each catalog problem once, and again when it comes back.
final class CatalogProblemReport {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogProblemReport.class);

    /// @param problem with file, line and field
    record Sighting(ConfigMap map, String problem) {}

    private final BiConsumer<ConfigMap, String> listener;
    private final Set<String> told = new HashSet<>();

    CatalogProblemReport(BiConsumer<ConfigMap, String> listener) {
        this.listener = listener;
    }

    void update(List<Sighting> present) {
        told.retainAll(present.stream().map(Sighting::problem).collect(Collectors.toSet()));
        for (Sighting sighting : present) {
            if (told.add(sighting.problem())) {
                LOG.warn("A catalog entry cannot be used: {}", sighting.problem());
                listener.accept(sighting.map(), sighting.problem());
            }
        }
    }
}
