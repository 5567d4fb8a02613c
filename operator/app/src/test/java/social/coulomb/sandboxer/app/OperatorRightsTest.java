package social.coulomb.sandboxer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.app.home.LocalHome;
import social.coulomb.sandboxer.crds.SandboxerApi;

/// The rights that `sandboxer operator` is given on a cluster.
class OperatorRightsTest {

    private static final Path MANIFEST = Path.of("../../manifests/operator/rbac.yaml");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final List<JsonNode> OBJECTS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(MANIFEST.toFile())) {
            documents.forEachRemaining(OBJECTS::add);
        }
    }

    @Test
    void nothingIsGrantedWholesale() throws IOException {
        assertThat(rules())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(Stream.of(rule.getApiGroups(), rule.getResources(), rule.getVerbs())
                                .flatMap(List::stream))
                        .doesNotContain("*"));
    }

    @Test
    void secretsAreReadOneByOneInTheOwnNamespaceOnly() throws IOException {
        assertThat(clusterRole().getRules())
                .noneMatch(rule -> rule.getResources().contains("secrets"));
        assertThat(role().getMetadata().getNamespace()).isEqualTo(LocalHome.NAMESPACE);
        assertThat(role().getRules())
                .filteredOn(rule -> rule.getResources().contains("secrets"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getVerbs()).containsExactly("get"));
    }

    @Test
    void secretsBesideSandboxesAreForNamespacesAloneThatLetTheOperatorIn() throws IOException {
        List<JsonNode> roles = OBJECTS.stream()
                .filter(object -> object.at("/metadata/name").asText().equals("sandboxer-secrets"))
                .toList();

        assertThat(roles).hasSize(1);
        assertThat(YAML.treeToValue(roles.getFirst(), ClusterRole.class).getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getResources()).containsExactly("secrets"))
                .satisfies(rule -> assertThat(rule.getVerbs()).containsExactly("get", "list"));
        assertThat(OBJECTS)
                .filteredOn(object -> object.at("/roleRef/name").asText().equals("sandboxer-secrets"))
                .isEmpty();
    }

    @Test
    void ownKindsAreDefinedAndTheirSpecsAreNotTheOperatorsToReplace() throws IOException {
        assertThat(rules())
                .filteredOn(rule -> rule.getApiGroups().contains(SandboxerApi.GROUP))
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(rule.getVerbs()).doesNotContain("update", "create", "deletecollection");
                    assertThat(rule.getResources())
                            .allSatisfy(resource -> assertThat(Path.of(
                                            "../../crds",
                                            resource.replace("/status", "") + "." + SandboxerApi.GROUP + ".yaml"))
                                    .exists());
                });
    }

    @Test
    void everyRoleIsBoundToTheAccount() {
        assertThat(OBJECTS)
                .filteredOn(object -> object.path("kind").asText().endsWith("Binding"))
                .hasSize(2)
                .allSatisfy(binding -> {
                    assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("sandboxer");
                    assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo(LocalHome.NAMESPACE);
                });
    }

    private static List<PolicyRule> rules() throws IOException {
        return Stream.concat(clusterRole().getRules().stream(), role().getRules().stream())
                .toList();
    }

    private static ClusterRole clusterRole() throws IOException {
        return YAML.treeToValue(object("ClusterRole"), ClusterRole.class);
    }

    private static Role role() throws IOException {
        return YAML.treeToValue(object("Role"), Role.class);
    }

    private static JsonNode object(String kind) {
        return OBJECTS.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
