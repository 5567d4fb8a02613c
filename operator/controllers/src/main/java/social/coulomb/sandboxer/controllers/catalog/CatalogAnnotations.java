package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.CatalogProblem;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// What a ConfigMap of the catalog is annotated with, for people and for the next controllers. Pure.
public final class CatalogAnnotations {

    /// Why a text cannot be used: `file:line: field: message`, one line a problem.
    public static final String PROBLEM = SandboxerApi.GROUP + "/problem";

    /// What is in force instead: a JSON object of texts by key.
    public static final String LAST_GOOD = SandboxerApi.GROUP + "/last-good";

    /// Whether sandboxes can be made with the extension: `True`, or `False: <reason>: <what to know>`. Where a
    /// ConfigMap holds several descriptors, one line each that begins with the id.
    public static final String AVAILABLE = SandboxerApi.GROUP + "/available";

    private CatalogAnnotations() {}

    /// @param availability of an extension, by its id
    static Map<String, String> wanted(ConfigMap map, Catalog catalog, Function<String, String> availability) {
        Map<String, String> wanted = new TreeMap<>();
        Map<String, String> keys = new TreeMap<>();
        CatalogTexts.data(map).keySet().forEach(key -> keys.put(CatalogTexts.fileName(map, key), key));
        List<CatalogProblem> problems = catalog.problems().stream()
                .filter(problem -> keys.containsKey(problem.file()))
                .toList();
        if (!problems.isEmpty()) {
            wanted.put(
                    PROBLEM,
                    lines(problems.stream().map(CatalogProblem::toString).toList()));
        }
        Map<String, String> kept = kept(problems, keys, LastGood.inForce(catalog));
        if (!kept.isEmpty()) {
            wanted.put(LAST_GOOD, LastGood.annotation(kept));
        }
        List<String> available = available(keys, catalog, availability);
        if (!available.isEmpty()) {
            wanted.put(AVAILABLE, lines(available));
        }
        return wanted;
    }

    private static Map<String, String> kept(
            List<CatalogProblem> problems, Map<String, String> keys, Map<String, String> inForce) {
        Map<String, String> kept = new TreeMap<>();
        for (CatalogProblem problem : problems) {
            String text = inForce.get(problem.file());
            String key = keys.get(problem.file());
            if (text != null && key != null) {
                kept.put(key, text);
            }
        }
        return kept;
    }

    private static List<String> available(
            Map<String, String> keys, Catalog catalog, Function<String, String> availability) {
        List<String> ids = catalog.extensions().entries().values().stream()
                .filter(entry -> keys.containsKey(entry.file()))
                .map(CatalogEntry::value)
                .map(ExtensionDescriptor::id)
                .map(Object::toString)
                .sorted()
                .toList();
        if (ids.size() == 1) {
            return List.of(availability.apply(ids.getFirst()));
        }
        List<String> lines = new ArrayList<>();
        ids.forEach(id -> lines.add(id + ": " + availability.apply(id)));
        return lines;
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }
}
