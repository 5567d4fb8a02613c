package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import social.coulomb.sandboxer.controllers.catalog.CatalogProblemReport.Sighting;
import social.coulomb.sandboxer.controllers.reconcile.Informers;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

/// Keeps the catalog as the API of the operator's namespace holds it. Thread-safe.
public final class CatalogWatch implements AutoCloseable {

    private final SharedIndexInformer<ConfigMap> informer;
    private final CatalogReaders catalogReaders;
    private final CatalogProblemReport report;
    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    private LastGood lastGood = LastGood.NOTHING;
    private volatile Catalog catalog;

    private CatalogWatch(
            SharedIndexInformer<ConfigMap> informer, CatalogReaders catalogReaders, CatalogProblemReport report) {
        this.informer = informer;
        this.catalogReaders = catalogReaders;
        this.report = report;
        catalog = catalogReaders.read(List.of(), LastGood.NOTHING);
    }

    /// Blocks until the catalog was read once.
    ///
    /// @param flaw what the adapter of a descriptor has against its `config`, as a sentence; pure
    /// @param onProblem told once of each entry that cannot be used, with the ConfigMap that holds it
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when the catalog cannot be read even once
    public static CatalogWatch start(
            KubernetesClient client,
            String namespace,
            Function<ExtensionDescriptor, Optional<String>> flaw,
            BiConsumer<ConfigMap, String> onProblem) {
        SharedIndexInformer<ConfigMap> informer =
                LabelledConfigMaps.informer(client, namespace, SandboxerApi.CATALOG_LABEL);
        CatalogWatch watch = new CatalogWatch(informer, new CatalogReaders(flaw), new CatalogProblemReport(onProblem));
        informer.addEventHandler(watch.handler());
        informer.run();
        watch.reread();
        return watch;
    }

    public Catalog catalog() {
        return catalog;
    }

    public boolean isHealthy() {
        return Informers.isHealthy(informer);
    }

    /// Calls the listener with each changed catalog. It must return quickly.
    public void onChange(Consumer<Catalog> listener) {
        listeners.add(listener);
    }

    /// Calls the listener whenever the ConfigMaps were read, also when their catalog is the same as before. It must
    /// return quickly.
    void onReread(Runnable listener) {
        readers.add(listener);
    }

    /// The ConfigMaps as they were last seen.
    List<ConfigMap> maps() {
        return informer.getStore().list();
    }

    @Override
    public void close() {
        informer.stop();
    }

    private synchronized void reread() {
        List<ConfigMap> maps = maps();
        Catalog read = catalogReaders.read(maps, lastGood);
        lastGood = LastGood.of(maps, read);
        report.update(maps.stream().flatMap(map -> sightings(map, read)).toList());
        if (!read.equals(catalog)) {
            catalog = read;
            listeners.forEach(listener -> listener.accept(read));
        }
        readers.forEach(Runnable::run);
    }

    private static Stream<Sighting> sightings(ConfigMap map, Catalog read) {
        Set<String> files = CatalogTexts.data(map).keySet().stream()
                .map(key -> CatalogTexts.fileName(map, key))
                .collect(Collectors.toSet());
        return read.problems().stream()
                .filter(problem -> files.contains(problem.file()))
                .map(problem -> new Sighting(map, problem.toString()));
    }

    private ResourceEventHandler<ConfigMap> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap map) {
                rereadOnceSynced();
            }

            @Override
            public void onUpdate(ConfigMap former, ConfigMap map) {
                rereadOnceSynced();
            }

            @Override
            public void onDelete(ConfigMap map, boolean finalStateUnknown) {
                rereadOnceSynced();
            }
        };
    }

    /// Until the first list is whole, a missing entry means nothing.
    private void rereadOnceSynced() {
        if (informer.hasSynced()) {
            reread();
        }
    }
}
