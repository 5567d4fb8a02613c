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

/// The catalog as it is in force: as its ConfigMaps hold it, and where a text of theirs cannot be used as the
/// controllers keep it beside, with what they say of each entry.
public final class CatalogFiles {

    /// By file, the annotations of the ConfigMap that it is in.
    private final Map<String, Map<String, String>> annotations = new TreeMap<>();
    private final CatalogReading<Profile> profiles;
    private final CatalogReading<ExtensionDescriptor> extensions;

    private CatalogFiles(List<ConfigMap> maps) {
        List<CatalogFile> profileFiles = new ArrayList<>();
        List<CatalogFile> extensionFiles = new ArrayList<>();
        for (CatalogTexts.Text text : CatalogTexts.of(maps)) {
            CatalogFile file = new CatalogFile(text.file(), text.text(), text.lastGood());
            if (text.isProfile()) {
                profileFiles.add(file);
            } else if (text.isExtension()) {
                extensionFiles.add(file);
            }
            annotations.put(file.name(), annotations(text.map()));
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

    /// What the controllers say beside the text of an understood entry.
    Map<String, String> annotations(CatalogEntry<?> entry) {
        return Objects.requireNonNull(annotations.get(entry.file()), entry.file());
    }

    private static Map<String, String> annotations(ConfigMap map) {
        Map<String, String> annotations = map.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
