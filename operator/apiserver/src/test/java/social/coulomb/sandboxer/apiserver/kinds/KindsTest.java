package social.coulomb.sandboxer.apiserver.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class KindsTest {

    @Test
    void versionsAreSortedAsDiscoveryPrefersThem() {
        List<String> sorted =
                List.of("foo1", "v1alpha1", "v10", "v2beta1", "v2", "v11alpha2", "foo10", "v3beta1", "v1").stream()
                        .sorted(new VersionOrder())
                        .toList();

        assertThat(sorted)
                .containsExactly("v10", "v2", "v1", "v3beta1", "v2beta1", "v11alpha2", "v1alpha1", "foo1", "foo10");
    }

    @Test
    void theBuiltInKindsAreDescribed() {
        List<ResourceType> types = BuiltInTypes.load();

        assertThat(types)
                .extracting(ResourceType::qualifiedPlural)
                .containsExactly(
                        "configmaps",
                        "events",
                        "namespaces",
                        "secrets",
                        "leases.coordination.k8s.io",
                        "events.events.k8s.io",
                        "customresourcedefinitions.apiextensions.k8s.io");
        assertThat(types).allSatisfy(type -> assertThat(type.custom()).isFalse());
    }

    @Test
    void bothFormsOfEventsAreStoredOnce() {
        var catalog = new TypeCatalog(1, BuiltInTypes.load());

        assertThat(catalog.stored())
                .extracting(ResourceType::qualifiedPlural)
                .contains("events")
                .doesNotContain("events.events.k8s.io");
        assertThat(catalog.ofKind("events.k8s.io/v1", "Event")).isPresent();
        assertThat(catalog.ofKind("v1", "Pod")).isEmpty();
    }

    @Test
    void theCatalogKeepsItsRevisionWhileNothingChanges() {
        var types = new ResourceTypes(BuiltInTypes.load());
        long before = types.revision();

        types.serve(List.of());

        assertThat(types.revision()).isEqualTo(before);
    }

    @Test
    void aFieldPathReadsAndWrites() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        FieldPath path = FieldPath.parse(".spec.size.replicas");

        assertThat(path.get(object).isMissingNode()).isTrue();
        path.put(object, IntNode.valueOf(3));

        assertThat(path.get(object).asInt()).isEqualTo(3);
        assertThat(object.toString()).isEqualTo("{\"spec\":{\"size\":{\"replicas\":3}}}");
        assertThat(path.dotted()).isEqualTo("spec.size.replicas");
    }
}
