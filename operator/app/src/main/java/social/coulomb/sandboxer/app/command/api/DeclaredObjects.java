package social.coulomb.sandboxer.app.command.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Declares objects for the command line, by server-side apply without force: what another manager set stays
/// its own.
public final class DeclaredObjects {

    private static final String FIELD_MANAGER = "sandboxer-cli";
    private static final ResourceDefinitionContext SANDBOXES =
            ResourceDefinitionContext.fromResourceType(Sandbox.class);

    /// An object as it is to be.
    ///
    /// @param namespace null for cluster-scoped kinds
    public record Declaration(
            String kind,
            @Nullable String namespace,
            String name,
            Map<String, String> labels,
            Map<String, Object> spec) {}

    private DeclaredObjects() {}

    /// @param dryRun the API checks everything and stores nothing
    /// @return the object as the API holds it, or would
    /// @throws StartFailure with the API's own words when it refuses
    public static GenericKubernetesResource apply(KubernetesClient client, Declaration wanted, boolean dryRun)
            throws StartFailure {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion(SandboxerApi.API_VERSION);
        object.setKind(wanted.kind());
        object.setMetadata(new ObjectMetaBuilder()
                .withName(wanted.name())
                .withNamespace(wanted.namespace())
                .withLabels(wanted.labels().isEmpty() ? null : wanted.labels())
                .build());
        object.setAdditionalProperty("spec", wanted.spec());
        try {
            return client.resource(object).patch(context(dryRun), object);
        } catch (KubernetesClientException e) {
            throw ApiRefusal.explain(e);
        }
    }

    /// Sets fields of a sandbox's spec, and leaves what this command line declared of it before.
    ///
    /// @throws StartFailure naming the owner when a field is somebody else's
    public static Sandbox change(KubernetesClient client, Sandbox sandbox, Map<String, Object> fields)
            throws StartFailure {
        String namespace = sandbox.getMetadata().getNamespace();
        String name = sandbox.getMetadata().getName();
        GenericKubernetesResource live = read(client, namespace, name);
        if (live == null) {
            throw new StartFailure(Exit.NOT_FOUND, "Sandbox " + namespace + "/" + name + " is gone.");
        }
        Map<String, Object> own = own(live);
        Map<String, Object> spec = new LinkedHashMap<>(AppliedFields.asMap(own.get("spec")));
        spec.putAll(fields);
        Map<String, String> labels = new LinkedHashMap<>();
        AppliedFields.asMap(AppliedFields.asMap(own.get("metadata")).get("labels"))
                .forEach((key, value) -> labels.put(key, String.valueOf(value)));
        GenericKubernetesResource changed =
                apply(client, new Declaration("Sandbox", namespace, name, labels, spec), false);
        return client.getKubernetesSerialization().convertValue(changed, Sandbox.class);
    }

    /// What this command line declared of a sandbox's spec; empty when there is no such sandbox.
    public static Map<String, Object> declaredSpec(KubernetesClient client, String namespace, String name) {
        GenericKubernetesResource live = read(client, namespace, name);
        return live == null ? Map.of() : AppliedFields.asMap(own(live).get("spec"));
    }

    private static @Nullable GenericKubernetesResource read(KubernetesClient client, String namespace, String name) {
        return client.genericKubernetesResources(SANDBOXES)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private static Map<String, Object> own(GenericKubernetesResource live) {
        Optional<ManagedFieldsEntry> entry =
                Optional.ofNullable(live.getMetadata().getManagedFields()).orElse(List.of()).stream()
                        .filter(each -> FIELD_MANAGER.equals(each.getManager()))
                        .filter(each -> "Apply".equals(each.getOperation()) && each.getSubresource() == null)
                        .findFirst();
        if (entry.isEmpty() || entry.get().getFieldsV1() == null) {
            return Map.of();
        }
        Map<String, Object> object = new LinkedHashMap<>(live.getAdditionalProperties());
        Map<String, String> labels = live.getMetadata().getLabels();
        object.put("metadata", Map.of("labels", labels == null ? Map.of() : labels));
        return AppliedFields.of(object, entry.get().getFieldsV1().getAdditionalProperties());
    }

    private static PatchContext context(boolean dryRun) {
        PatchContext.Builder context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(false);
        return dryRun ? context.withDryRun(List.of("All")).build() : context.build();
    }
}
