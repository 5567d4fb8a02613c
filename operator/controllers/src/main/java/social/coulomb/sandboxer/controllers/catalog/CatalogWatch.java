package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.catalog.CatalogProblemReport.Sighting;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Keeps the catalog as the API of the operator's namespace holds it. Thread-safe.
public final class CatalogWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogWatch.class);

    private final SharedIndexInformer<ConfigMap> informer;
    private final CatalogProblemReport report;
    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private volatile Catalog catalog = CatalogReaders.read(List.of());

    private CatalogWatch(SharedIndexInformer<ConfigMap> informer, CatalogProblemReport report) {
        this.informer = informer;
        this.report = report;
    }

    /// Blocks until the catalog was read once.
    ///
    /// @param onProblem told once of each entry that cannot be used, with the ConfigMap that holds it
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when the catalog cannot be read even once
    public static CatalogWatch start(
            KubernetesClient client, String namespace, BiConsumer<ConfigMap, String> onProblem) {
        SharedIndexInformer<ConfigMap> informer = client.configMaps()
                .inNamespace(namespace)
                .withLabel(SandboxerApi.CATALOG_LABEL)
                .runnableInformer(0);
        CatalogWatch watch = new CatalogWatch(informer, new CatalogProblemReport(onProblem));
        informer.addEventHandler(watch.handler());
        informer.exceptionHandler((isStarted, failure) -> {
            if (isStarted) {
                LOG.warn("The catalog's watch was disturbed and goes on: {}", failure.toString());
            }
            return isStarted;
        });
        informer.run();
        watch.reread();
        return watch;
    }

    public Catalog catalog() {
        return catalog;
    }

    public boolean isHealthy() {
        return informer.isRunning() && informer.hasSynced();
    }

    /// Calls the listener with each changed catalog. It must return quickly.
    public void onChange(Consumer<Catalog> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        informer.stop();
    }

    private synchronized void reread() {
        List<ConfigMap> maps = informer.getStore().list();
        Catalog read = CatalogReaders.read(maps);
        report.update(maps.stream()
                .flatMap(map -> read.problems().stream()
                        .filter(problem ->
                                problem.file().startsWith("configmap " + CatalogReaders.place(map) + " key "))
                        .map(problem -> new Sighting(map, problem.toString())))
                .toList());
        if (!read.equals(catalog)) {
            catalog = read;
            listeners.forEach(listener -> listener.accept(read));
        }
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
