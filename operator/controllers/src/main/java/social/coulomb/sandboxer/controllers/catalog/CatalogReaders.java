package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Makes a catalog of the ConfigMaps that hold it. Pure.
final class CatalogReaders {

    private static final CatalogReader<Profile> PROFILES = CatalogReader.ofProfiles();

    private final CatalogReader<ExtensionDescriptor> extensionReader;

    /// @param flaw what the adapter of a descriptor has against its `config`
    CatalogReaders(Function<ExtensionDescriptor, Optional<String>> flaw) {
        extensionReader = CatalogReader.ofExtensions(flaw);
    }

    /// The order of the ConfigMaps has no influence: of two entries with one id, that of the first name wins.
    ///
    /// @param lastGood what is in force where a text cannot be used
    Catalog read(Collection<ConfigMap> maps, LastGood lastGood) {
        List<CatalogFile> profiles = new ArrayList<>();
        List<CatalogFile> extensions = new ArrayList<>();
        for (CatalogTexts.Text text : CatalogTexts.of(maps)) {
            CatalogFile file = new CatalogFile(text.file(), text.text(), lastGood.find(text.map(), text.key()));
            if (text.isProfile()) {
                profiles.add(file);
            } else if (text.isExtension()) {
                extensions.add(file);
            }
        }
        return new Catalog(PROFILES.read(profiles), extensionReader.read(extensions));
    }
}
