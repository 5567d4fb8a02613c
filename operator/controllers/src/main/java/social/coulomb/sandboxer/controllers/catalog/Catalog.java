package social.coulomb.sandboxer.controllers.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.CatalogProblem;
import social.coulomb.sandboxer.sdk.catalog.CatalogReading;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// The profiles and extension descriptors that are known at one moment, and what could not be understood.
public record Catalog(CatalogReading<Profile> profiles, CatalogReading<ExtensionDescriptor> extensions) {

    public Optional<CatalogEntry<Profile>> profile(String id) {
        return profiles.find(id);
    }

    public Optional<CatalogEntry<ExtensionDescriptor>> extension(String id) {
        return extensions.find(id);
    }

    public List<CatalogProblem> problems() {
        return Stream.concat(profiles.problems().stream(), extensions.problems().stream())
                .toList();
    }

    /// A problem that seems to be about that id: its file is named like it.
    public Optional<CatalogProblem> problemAbout(String id) {
        return problems().stream()
                .filter(problem -> problem.file().contains(id))
                .findFirst();
    }
}
