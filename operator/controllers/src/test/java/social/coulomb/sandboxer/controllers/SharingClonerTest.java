package social.coulomb.sandboxer.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

final class SharingClonerTest {

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final SharingCloner cloner = new SharingCloner(JSON::clone);

    @Test
    void aCopySaysTheSameAsItsOriginal() {
        Sandbox original = sandbox();

        assertThat(JSON.asJson(cloner.clone(original))).isEqualTo(JSON.asJson(original));
    }

    @Test
    void whatIsChangedInACopyStaysAsItWasInTheOriginal() {
        Sandbox original = sandbox();

        Sandbox copy = cloner.clone(original);
        copy.addFinalizer("example.com/held");
        copy.getMetadata().getLabels().put("changed", "yes");
        copy.getMetadata().setResourceVersion("8");

        assertThat(original.getMetadata().getFinalizers()).containsExactly("example.com/first");
        assertThat(original.getMetadata().getLabels()).doesNotContainKey("changed");
        assertThat(original.getMetadata().getResourceVersion()).isEqualTo("7");
    }

    @Test
    void otherKindsAreCopiedWhole() {
        HasMetadata other = new ConfigMap();
        other.setMetadata(new ObjectMetaBuilder().withName("other").build());

        assertThat(cloner.clone(other)).isEqualTo(other).isNotSameAs(other);
    }

    private static Sandbox sandbox() {
        return JSON.unmarshal("""
                {"apiVersion": "sandboxer.coulomb.social/v1alpha1", "kind": "Sandbox",
                 "metadata": {"name": "copied", "namespace": "default", "resourceVersion": "7",
                   "labels": {"team": "a"}, "finalizers": ["example.com/first"]},
                 "spec": {"profile": "profile.saas-stub", "inputs": {"one": "1"}},
                 "status": {"state": "Ready", "incarnation": 1}}
                """, Sandbox.class);
    }
}
