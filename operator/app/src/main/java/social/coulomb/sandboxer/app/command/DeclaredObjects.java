package social.coulomb.sandboxer.app.command;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// Declares objects for the command line, by server-side apply without force: what another manager set stays
/// its own.
final class DeclaredObjects {

    private static final String FIELD_MANAGER = "sandboxer-cli";

    private DeclaredObjects() {}

    /// @param namespace null for cluster-scoped kinds
    /// @throws StartFailure with the API's own words when it refuses
    static void apply(
            KubernetesClient client, String kind, @Nullable String namespace, String name, Map<String, Object> spec)
            throws StartFailure {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(SandboxerApi.API_VERSION);
        object.setKind(kind);
        object.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        object.setAdditionalProperty("spec", spec);
        try {
            client.resource(object)
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                    .withFieldManager(FIELD_MANAGER)
                                    .withForce(false)
                                    .build(),
                            object);
        } catch (KubernetesClientException e) {
            throw refused(client, e);
        }
    }

    static StartFailure refused(KubernetesClient client, KubernetesClientException failure) {
        String words = failure.getStatus() == null || failure.getStatus().getMessage() == null
                ? failure.getMessage()
                : failure.getStatus().getMessage();
        return new StartFailure(Exit.API, "The API at " + client.getMasterUrl() + " says: " + words, failure);
    }
}
