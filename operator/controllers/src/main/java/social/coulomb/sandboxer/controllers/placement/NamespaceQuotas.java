package social.coulomb.sandboxer.controllers.placement;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.reconcile.Informers;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Follows the quotas that administrators write on Namespaces. Thread-safe.
public final class NamespaceQuotas implements AutoCloseable {

    private final KubernetesClient client;
    private final SharedIndexInformer<Namespace> informer;
    private final NamespaceQuota otherwise;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    private NamespaceQuotas(
            KubernetesClient client, SharedIndexInformer<Namespace> informer, NamespaceQuota otherwise) {
        this.client = client;
        this.informer = informer;
        this.otherwise = otherwise;
    }

    /// Blocks until the Namespaces were read once.
    ///
    /// @param otherwise what holds where a Namespace says nothing
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when they cannot be read even once
    public static NamespaceQuotas start(KubernetesClient client, NamespaceQuota otherwise) {
        SharedIndexInformer<Namespace> informer =
                Informers.lasting(client.namespaces().runnableInformer(0), "Namespaces");
        NamespaceQuotas quotas = new NamespaceQuotas(client, informer, otherwise);
        informer.addEventHandler(quotas.handler());
        informer.run();
        return quotas;
    }

    /// Blocks for one request where the Namespace is too new to be known already.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when that is not answered
    public NamespaceQuota of(String namespace) {
        Namespace known = informer.getStore().getByKey(namespace);
        Namespace present =
                known == null ? client.namespaces().withName(namespace).get() : known;
        return present == null ? otherwise : NamespaceQuota.read(written(present), otherwise);
    }

    /// Calls the listener with each namespace whose quota changes. It must return quickly.
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    public boolean isHealthy() {
        return Informers.isHealthy(informer);
    }

    @Override
    public void close() {
        informer.stop();
    }

    private static @Nullable String written(Namespace namespace) {
        Map<String, String> annotations = namespace.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(SandboxerApi.MAX_SANDBOXES_ANNOTATION);
    }

    private ResourceEventHandler<Namespace> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(Namespace namespace) {
                // Nobody has waited in a namespace that was not there.
            }

            @Override
            public void onUpdate(Namespace former, Namespace namespace) {
                if (!Objects.equals(written(former), written(namespace))) {
                    String name = namespace.getMetadata().getName();
                    listeners.forEach(listener -> listener.accept(name));
                }
            }

            @Override
            public void onDelete(Namespace namespace, boolean finalStateUnknown) {
                // Its sandboxes go with it.
            }
        };
    }
}
