package social.coulomb.sandboxer.app.command.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.catalog.CatalogTexts;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.CatalogReading;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// The catalog as its ConfigMaps hold it, with each entry's own text and what the controllers say of it.
public final class CatalogFiles {

    /// One catalog file and the annotations of the ConfigMap that it is in.
    record Held(CatalogFile file, Map<String, String> annotations) {}

    private final Map<String, Held> held = new TreeMap<>();
    private final CatalogReading<Profile> profiles;
    private final CatalogReading<ExtensionDescriptor> extensions;

    private CatalogFiles(List<ConfigMap> maps) {
        List<CatalogFile> profileFiles = new ArrayList<>();
        List<CatalogFile> extensionFiles = new ArrayList<>();
        for (CatalogTexts.Text text : CatalogTexts.of(maps)) {
            CatalogFile file = new CatalogFile(text.file(), text.text());
            if (text.isProfile()) {
                profileFiles.add(file);
            } else if (text.isExtension()) {
                extensionFiles.add(file);
            }
            held.put(file.name(), new Held(file, annotations(text.map())));
        }
        profiles = CatalogReader.ofProfiles().read(profileFiles);
        extensions = CatalogReader.ofExtensions().read(extensionFiles);
    }

    public static CatalogFiles read(KubernetesClient client, String operatorNamespace) {
        return of(client.configMaps()
                .inNamespace(operatorNamespace)
                .withLabel(SandboxerApi.CATALOG_LABEL)
                .list()
                .getItems());
    }

    static CatalogFiles of(List<ConfigMap> maps) {
        return new CatalogFiles(maps);
    }

    /// A profile as a sandbox was made from it; empty also when the catalog has another text of it now.
    ///
    /// @param digest of the text that is meant; null for whatever is there
    public Optional<Profile> profile(String id, @Nullable String digest) {
        return profiles.find(id)
                .filter(entry -> digest == null || digest.equals(entry.digest()))
                .map(CatalogEntry::value);
    }

    CatalogReading<Profile> profiles() {
        return profiles;
    }

    CatalogReading<ExtensionDescriptor> extensions() {
        return extensions;
    }

    /// The file that an understood entry was read from.
    Held source(CatalogEntry<?> entry) {
        return Objects.requireNonNull(held.get(entry.file()), entry.file());
    }

    private static Map<String, String> annotations(ConfigMap map) {
        Map<String, String> annotations = map.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
