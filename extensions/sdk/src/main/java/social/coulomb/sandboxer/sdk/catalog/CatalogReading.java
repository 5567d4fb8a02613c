package social.coulomb.sandboxer.sdk.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a set of catalog files says: the usable entries by id, and a problem for every other file.
public record CatalogReading<T>(Map<String, CatalogEntry<T>> entries, List<CatalogProblem> problems) {

    public CatalogReading {
        entries = Map.copyOf(entries);
        problems = List.copyOf(problems);
    }

    public Optional<CatalogEntry<T>> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }
}
