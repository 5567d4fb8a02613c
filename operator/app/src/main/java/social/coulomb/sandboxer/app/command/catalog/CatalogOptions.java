package social.coulomb.sandboxer.app.command.catalog;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.OperatorNamespace;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.CatalogReading;

/// Where the catalog is read, by every command about it.
final class CatalogOptions {

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final OperatorNamespace home = new OperatorNamespace();

    CatalogFiles read() throws StartFailure {
        try (KubernetesClient client = access.connect()) {
            return CatalogFiles.read(client, home.name());
        }
    }

    /// By id. What cannot be used is told apart, and hides nothing else.
    static <T> List<CatalogEntry<T>> sorted(CatalogReading<T> reading, PrintWriter errors) {
        reading.problems().forEach(problem -> errors.println("cannot be used: " + problem));
        return reading.entries().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// @throws StartFailure when there is no such entry, or it cannot be used
    <T> CatalogEntry<T> require(CatalogReading<T> reading, String prefix, String id) throws StartFailure {
        String full = id.startsWith(prefix) ? id : prefix + id;
        CatalogEntry<T> found = reading.entries().get(full);
        if (found != null) {
            return found;
        }
        String problem = reading.problems().stream()
                .filter(each -> each.file().contains(full))
                .findFirst()
                .map(each -> " What is there cannot be used: " + each)
                .orElse("");
        throw new StartFailure(
                Exit.NOT_FOUND,
                "The catalog in namespace " + home.name() + " has no '" + full + "'; it has "
                        + String.join(
                                ", ",
                                reading.entries().keySet().stream().sorted().toList()) + "." + problem);
    }
}
