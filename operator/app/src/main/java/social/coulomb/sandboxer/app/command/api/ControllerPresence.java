package social.coulomb.sandboxer.app.command.api;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.lease.ControllerLease;

/// Whether any controllers work in an API: they hold a Lease and renew it.
public final class ControllerPresence {

    /// Generous, for the two clocks need not agree.
    private static final int MISSED_DURATIONS = 4;

    private ControllerPresence() {}

    /// False also where the Lease may not be read: then nothing is known.
    public static boolean isKnownToBeMissing(KubernetesClient client, String operatorNamespace, Instant now) {
        try {
            return isStale(
                    client.leases()
                            .inNamespace(operatorNamespace)
                            .withName(ControllerLease.NAME)
                            .get(),
                    now);
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    static boolean isStale(@Nullable Lease lease, Instant now) {
        LeaseSpec spec = lease == null ? null : lease.getSpec();
        if (spec == null
                || spec.getHolderIdentity() == null
                || spec.getHolderIdentity().isEmpty()) {
            return true;
        }
        if (spec.getRenewTime() == null || spec.getLeaseDurationSeconds() == null) {
            return false;
        }
        return spec.getRenewTime()
                .toInstant()
                .plusSeconds((long) MISSED_DURATIONS * spec.getLeaseDurationSeconds())
                .isBefore(now);
    }
}
