package social.coulomb.sandboxer.controllers.activity;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import social.coulomb.sandboxer.controllers.reconcile.Informers;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Follows the Leases by which consumers say that they use a sandbox. Thread-safe; reading never blocks.
///
/// Leases are chosen by their label: a cluster's many others, such as those of its nodes, never come here.
public final class ActivityWatch implements AutoCloseable {

    private static final String BY_SANDBOX = "sandbox";

    private final SharedIndexInformer<Lease> informer;
    private final List<Consumer<SandboxKey>> listeners = new CopyOnWriteArrayList<>();

    private ActivityWatch(SharedIndexInformer<Lease> informer) {
        this.informer = informer;
    }

    /// Blocks until the Leases were read once.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when they cannot be read even once
    public static ActivityWatch start(KubernetesClient client) {
        SharedIndexInformer<Lease> informer = Informers.lasting(
                client.leases()
                        .inAnyNamespace()
                        .withLabel(SandboxerApi.ACTIVITY_LABEL)
                        .runnableInformer(0),
                "consumers' Leases");
        informer.addIndexers(Map.of(BY_SANDBOX, lease -> List.of(index(UseLeases.sandbox(lease)))));
        ActivityWatch watch = new ActivityWatch(informer);
        informer.addEventHandler(watch.handler());
        informer.run();
        return watch;
    }

    /// The Lease that speaks longest for a sandbox, fresh or run out; empty when there is none.
    public Optional<UseLease> find(SandboxKey sandbox) {
        return UseLeases.longest(informer.getIndexer().byIndex(BY_SANDBOX, index(sandbox)));
    }

    /// Calls the listener when a sandbox's use begins, or ends sooner than its Lease said. It must return
    /// quickly.
    public void onChange(Consumer<SandboxKey> listener) {
        listeners.add(listener);
    }

    public boolean isHealthy() {
        return Informers.isHealthy(informer);
    }

    @Override
    public void close() {
        informer.stop();
    }

    private static String index(SandboxKey sandbox) {
        return sandbox.namespace() + "/" + sandbox.sandboxId();
    }

    private void tell(Lease lease) {
        SandboxKey sandbox = UseLeases.sandbox(lease);
        listeners.forEach(listener -> listener.accept(sandbox));
    }

    private ResourceEventHandler<Lease> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(Lease lease) {
                tell(lease);
            }

            @Override
            public void onUpdate(Lease former, Lease lease) {
                if (UseLeases.isNews(former, lease)) {
                    tell(former);
                    tell(lease);
                }
            }

            @Override
            public void onDelete(Lease lease, boolean finalStateUnknown) {
                tell(lease);
            }
        };
    }
}
