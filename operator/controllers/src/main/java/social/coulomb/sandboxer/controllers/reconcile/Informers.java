package social.coulomb.sandboxer.controllers.reconcile;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all informers beside those of the framework have in common.
public final class Informers {

    private static final Logger LOG = LoggerFactory.getLogger(Informers.class);

    private Informers() {}

    /// The same informer, not yet run. It ends when the first list fails and goes on over what disturbs it later.
    ///
    /// @param what is followed, for the log
    public static <T> SharedIndexInformer<T> lasting(SharedIndexInformer<T> informer, String what) {
        informer.exceptionHandler((isStarted, failure) -> {
            if (isStarted) {
                LOG.warn("The watch over {} was disturbed and goes on: {}", what, failure.toString());
            }
            return isStarted;
        });
        return informer;
    }

    /// Whether it runs and has read everything once.
    public static boolean isHealthy(SharedIndexInformer<?> informer) {
        return informer.isRunning() && informer.hasSynced();
    }
}
