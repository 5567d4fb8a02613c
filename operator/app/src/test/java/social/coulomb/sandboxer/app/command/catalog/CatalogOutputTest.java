package social.coulomb.sandboxer.app.command.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.app.command.output.OutputForm;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;
import social.coulomb.sandboxer.sdk.catalog.Profile;

class CatalogOutputTest {

    private static final String BUILD = """
            # A comment of its author.
            id: profile.build
            version: "1.0.0"
            extension: ext.vm
            isolation: {level: microvm}
            ttl: {default: 4h, max: 24h}
            route: {strategy: lowest-cost, extensions: [ext.vm, ext.cloud]}
            """;
    private static final String EXTENSION = """
            id: ext.cloud
            title: A cloud
            handler: cloud
            capabilities: {isolation_levels: [microvm], pricing_model: metered}
            """;

    @Test
    void profilesAreListedWithTheirRoute() {
        CatalogFiles catalog = CatalogFiles.of(List.of(map("profile.build.yaml", BUILD, Map.of())));

        assertThat(CatalogOutput.profiles(entries(catalog), OutputForm.TABLE)).containsExactly("""
                ID              VERSION   EXTENSION   ISOLATION   NETWORK   TTL   MAX   ROUTE
                profile.build   1.0.0     ext.vm      microvm     deny      4h    1d    lowest-cost: ext.vm, ext.cloud""".split("\n"));
    }

    @Test
    void yamlIsTheFileItselfAndJsonItsContent() {
        CatalogFiles catalog = CatalogFiles.of(List.of(map("profile.build.yaml", BUILD, Map.of())));

        assertThat(CatalogOutput.profiles(entries(catalog), OutputForm.YAML)).contains(BUILD.stripTrailing());
        assertThat(CatalogOutput.profiles(entries(catalog), OutputForm.JSON).getFirst())
                .contains("\"default\" : \"4h\"", "\"strategy\" : \"lowest-cost\"");
    }

    @Test
    void anExtensionShowsWhatTheControllersSayOfIt() {
        CatalogFiles catalog = CatalogFiles.of(List.of(map(
                "ext.cloud.yaml",
                EXTENSION,
                Map.of("sandboxer.coulomb.social/available", "False: NoAdapter: no backend is called 'cloud'"))));
        CatalogEntry<ExtensionDescriptor> entry =
                catalog.extensions().find("ext.cloud").orElseThrow();

        assertThat(CatalogOutput.extensions(catalog, List.of(entry), OutputForm.WIDE)
                        .getLast())
                .contains("metered", "False", "NoAdapter", "no backend is called 'cloud'");
        assertThat(CatalogOutput.extension(catalog, entry).get("available").booleanValue())
                .isFalse();
    }

    @Test
    void whatNobodySaysIsUnknown() {
        assertThat(Availability.of(Map.of(), "ext.a").isAvailable()).isNull();
        assertThat(said("True").isAvailable()).isTrue();
        assertThat(said("perhaps").status()).isEqualTo("Unknown");
        assertThat(said("False: Broken: line: 3")).isEqualTo(new Availability("False", "Broken", "line: 3"));
        assertThat(said("ext.a: True\next.b: False: NoAdapter: none"))
                .isEqualTo(new Availability("False", "NoAdapter", "none"));
    }

    @Test
    void aBrokenEntryIsToldAndHidesNoOther() {
        CatalogFiles catalog = CatalogFiles.of(
                List.of(map("profile.build.yaml", BUILD, Map.of()), map("profile.broken.yaml", "id: 7\n", Map.of())));
        StringWriter errors = new StringWriter();

        assertThat(CatalogOptions.sorted(catalog.profiles(), new PrintWriter(errors)))
                .hasSize(1);
        assertThat(errors.toString()).contains("cannot be used: configmap ns/profile.broken key profile.broken.yaml:");
    }

    @Test
    void whatIsInForceIsShownInPlaceOfABadEdit() {
        String lastGood = "{\"profile.build.yaml\": " + TextNode.valueOf(BUILD) + "}";
        CatalogFiles catalog = CatalogFiles.of(List.of(map(
                "profile.build.yaml",
                BUILD.replace("1.0.0", "2.0.0").replace("24h", "24x"),
                Map.of("sandboxer.coulomb.social/last-good", lastGood))));
        StringWriter errors = new StringWriter();

        List<CatalogEntry<Profile>> shown = CatalogOptions.sorted(catalog.profiles(), new PrintWriter(errors));
        assertThat(CatalogOutput.profiles(shown, OutputForm.YAML)).contains(BUILD.stripTrailing());
        assertThat(errors.toString()).contains("'24x' is not a duration", "keeps version 1.0.0 of profile.build");
    }

    private static Availability said(String text) {
        return Availability.of(Map.of("sandboxer.coulomb.social/available", text), "ext.b");
    }

    private static List<CatalogEntry<Profile>> entries(CatalogFiles catalog) {
        return List.copyOf(catalog.profiles().entries().values());
    }

    private static ConfigMap map(String key, String text, Map<String, String> annotations) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("ns")
                .withName(key.replace(".yaml", ""))
                .withAnnotations(annotations)
                .endMetadata()
                .addToData(key, text)
                .build();
    }
}
