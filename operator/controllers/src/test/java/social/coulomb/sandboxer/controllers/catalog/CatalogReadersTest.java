package social.coulomb.sandboxer.controllers.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.sdk.catalog.CatalogProblem;

final class CatalogReadersTest {

    private static final String PROFILE = """
            id: profile.one
            version: "%s"
            extension: ext.fake
            isolation: {level: container}
            ttl: {default: 1h, max: 2h}
            """;
    private static final String DESCRIPTOR = """
            id: ext.fake
            title: Fake
            handler: fake
            capabilities: {isolation_levels: [container], pricing_model: self-hosted}
            """;

    @Test
    void keysTellProfilesFromDescriptorsAndOthersAreNotOurs() {
        Catalog catalog = read(List.of(map(
                "all",
                Map.of("profile.one.yaml", PROFILE.formatted("1"), "ext.fake.yaml", DESCRIPTOR, "README.md", "x"))));
        assertThat(catalog.profile("profile.one")).isPresent();
        assertThat(catalog.extension("ext.fake")).isPresent();
        assertThat(catalog.problems()).isEmpty();
    }

    @Test
    void aBrokenEntryIsNamedWithItsPlaceAndHidesNoOther() {
        Catalog catalog = read(List.of(map(
                "all",
                Map.of(
                        "profile.one.yaml",
                        PROFILE.formatted("1"),
                        "profile.two.yaml",
                        "id: profile.two\nvrsion: 1\n"))));
        assertThat(catalog.profile("profile.one")).isPresent();
        assertThat(catalog.problemAbout("profile.two"))
                .hasValueSatisfying(problem -> assertThat(problem.toString())
                        .startsWith("configmap sandboxer-system/all key profile.two.yaml"));
    }

    @Test
    void ofTwoWithOneIdTheFirstNameWinsWhateverTheOrderOfArrival() {
        ConfigMap first = map("a", Map.of("profile.one.yaml", PROFILE.formatted("first")));
        ConfigMap second = map("b", Map.of("profile.one.yaml", PROFILE.formatted("second")));
        assertThat(read(List.of(second, first))).isEqualTo(read(List.of(first, second)));
        Catalog catalog = read(List.of(second, first));
        assertThat(catalog.profile("profile.one").orElseThrow().value().version())
                .isEqualTo("first");
        assertThat(catalog.problems())
                .extracting(CatalogProblem::file)
                .containsExactly("configmap sandboxer-system/b key profile.one.yaml");
    }

    @Test
    void anEmptyConfigMapIsAnEmptyCatalog() {
        assertThat(read(List.of(map("empty", Map.of()))).problems()).isEmpty();
    }

    private static Catalog read(List<ConfigMap> maps) {
        return new CatalogReaders(descriptor -> Optional.empty()).read(maps, LastGood.NOTHING);
    }

    private static ConfigMap map(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("sandboxer-system")
                .endMetadata()
                .withData(data)
                .build();
    }
}
