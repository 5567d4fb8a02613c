package social.coulomb.sandboxer.controllers.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Writes a status under optimistic lock and makes the next pass see it, whatever the cache lags behind.
///
/// @param fresh makes an empty object of the kind
public record StatusWriter<P extends CustomResource<?, S>, S>(Supplier<P> fresh) {

    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
    private static final int CONFLICT = 409;

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(SandboxerApi.FIELD_MANAGER)
            .withForce(true)
            .build();

    /// Writes unless nothing would change. Blocks for one request.
    ///
    /// @return the object as it is recorded now; `current` itself when nothing was written
    /// @throws StatusConflict when the object has changed since `current` was read, or is gone
    public P write(P current, S status, Context<P> context) {
        if (Objects.equals(current.getStatus(), status)) {
            return current;
        }
        P update = fresh.get();
        update.setMetadata(new ObjectMetaBuilder()
                .withName(current.getMetadata().getName())
                .withNamespace(current.getMetadata().getNamespace())
                .build());
        update.setStatus(status);
        try {
            return PrimaryUpdateAndCacheUtils.updateAndCacheResource(
                    current,
                    context,
                    read -> update,
                    changed -> withoutManagedFields(context.getClient()
                            .resource(changed)
                            .subresource("status")
                            .patch(APPLY)),
                    0,
                    0,
                    0);
        } catch (OperatorException e) {
            throw asConflict(e);
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                throw new StatusConflict(e);
            }
            throw e;
        }
    }

    /// The answer is kept until the watch has caught up: they would be half of what it takes.
    private P withoutManagedFields(P answered) {
        answered.getMetadata().setManagedFields(List.of());
        return answered;
    }

    /// With no retries, both a conflict and a refused status end here; only the first is normal.
    private static RuntimeException asConflict(OperatorException failure) {
        if (failure.getCause() instanceof KubernetesClientException cause && cause.getCode() != CONFLICT) {
            LOG.error("A status was refused", cause);
            return failure;
        }
        return new StatusConflict(failure);
    }
}
