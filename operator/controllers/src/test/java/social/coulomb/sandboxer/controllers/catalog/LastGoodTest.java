package social.coulomb.sandboxer.controllers.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.ExtensionDescriptor;

final class LastGoodTest {

    private static final String KEY = "profile.one.yaml";
    private static final String GOOD = """
            id: profile.one
            version: "1"
            extension: ext.fake
            isolation: {level: container}
            ttl: {default: 1h, max: 2h}
            """;
    private static final String BAD = GOOD.replace("1h", "soon");
    private static final String DESCRIPTOR = """
            id: ext.%s
            title: Fake
            handler: fake
            capabilities: {isolation_levels: [container], pricing_model: self-hosted}
            """;

    @Test
    void aBadEditChangesNothingAndSaysWhatIsKept() {
        Catalog former = read(map("uid-1", GOOD), LastGood.NOTHING);
        Catalog catalog = read(map("uid-1", BAD), LastGood.of(List.of(map("uid-1", GOOD)), former));

        assertThat(catalog.profile("profile.one")).isEqualTo(former.profile("profile.one"));
        assertThat(catalog.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("ttl.default")
                        .endsWith("(until then the catalog keeps version 1 of profile.one)"));
    }

    @Test
    void oneBadEditAfterTheOtherKeepsTheSame() {
        LastGood lastGood = LastGood.NOTHING;
        for (String text : List.of(GOOD, BAD, "id: [", "")) {
            lastGood = LastGood.of(List.of(map("uid-1", text)), read(map("uid-1", text), lastGood));
        }
        assertThat(lastGood.find(map("uid-1", BAD), KEY)).isEqualTo(GOOD);
    }

    @Test
    void anotherConfigMapOfTheSameNameStartsAnew() {
        LastGood lastGood = LastGood.of(List.of(map("uid-1", GOOD)), read(map("uid-1", GOOD), LastGood.NOTHING));

        assertThat(read(map("uid-2", BAD), lastGood).profile("profile.one")).isEmpty();
    }

    @Test
    void newControllersKnowItFromTheAnnotation() {
        LastGood lastGood = LastGood.of(List.of(map("uid-1", GOOD)), read(map("uid-1", GOOD), LastGood.NOTHING));
        ConfigMap broken = annotated(map("uid-1", BAD), wanted(map("uid-1", BAD), lastGood));

        Catalog catalog = read(broken, LastGood.NOTHING);

        assertThat(catalog.profile("profile.one").map(CatalogEntry::text)).contains(GOOD);
        assertThat(wanted(broken, LastGood.NOTHING))
                .isEqualTo(broken.getMetadata().getAnnotations());
    }

    @Test
    void whatIsGoodAgainIsNotAnnotated() {
        LastGood lastGood = LastGood.of(List.of(map("uid-1", GOOD)), read(map("uid-1", GOOD), LastGood.NOTHING));
        Map<String, String> annotations = wanted(map("uid-1", BAD), lastGood);

        assertThat(annotations).containsOnlyKeys(CatalogAnnotations.PROBLEM, CatalogAnnotations.LAST_GOOD);
        assertThat(wanted(annotated(map("uid-1", GOOD), annotations), lastGood)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{", "{\"profile.one.yaml\": {}}", "null", "{\"profile.one.yaml\": \"id: x\"}"})
    void anAnnotationThatMakesNoSenseCountsForNothing(String value) {
        ConfigMap broken = annotated(map("uid-1", BAD), Map.of(CatalogAnnotations.LAST_GOOD, value));

        assertThat(read(broken, LastGood.NOTHING).profiles().entries()).isEmpty();
    }

    @Test
    void anAnnotationHasRoomForSoManyTextsOnly() {
        String annotation = LastGood.annotation(Map.of("a", "x".repeat(50_000), "b", "y".repeat(20_000), "c", "z"));

        assertThat(annotation).hasSizeLessThan(65_536).contains("xxx", "\"c\"").doesNotContain("yyy");
    }

    @Test
    void extensionsAreAnnotatedWithWhetherTheyCanBeUsed() {
        ConfigMap one = map("uid-1", Map.of("ext.a.yaml", DESCRIPTOR.formatted("a")));
        ConfigMap two =
                map("uid-2", Map.of("ext.a.yaml", DESCRIPTOR.formatted("a"), "ext.b.yaml", DESCRIPTOR.formatted("b")));

        assertThat(CatalogAnnotations.wanted(one, read(one, LastGood.NOTHING), id -> "True"))
                .containsExactly(Map.entry(CatalogAnnotations.AVAILABLE, "True"));
        assertThat(CatalogAnnotations.wanted(two, read(two, LastGood.NOTHING), id -> "False: NoAdapter: none"))
                .containsExactly(Map.entry(
                        CatalogAnnotations.AVAILABLE, "ext.a: False: NoAdapter: none\next.b: False: NoAdapter: none"));
    }

    @Test
    void aDescriptorThatItsAdapterRefusesGoesOnAsItWas() {
        String good = DESCRIPTOR.formatted("a");
        ConfigMap before = map("uid-1", Map.of("ext.a.yaml", good));
        ConfigMap after = map("uid-1", Map.of("ext.a.yaml", good + "config: {price: -3}\n"));
        Catalog first = read(before, LastGood.NOTHING);
        Catalog second = read(after, LastGood.of(List.of(before), first));

        assertThat(second.extension("ext.a"))
                .isEqualTo(first.extension("ext.a"))
                .isPresent();
        assertThat(second.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("config: leave config empty.", "keeps the former ext.a"));
        assertThat(read(after, LastGood.NOTHING).extension("ext.a")).isEmpty();
    }

    private static Map<String, String> wanted(ConfigMap map, LastGood lastGood) {
        return CatalogAnnotations.wanted(map, read(map, lastGood), id -> "True");
    }

    private static Catalog read(ConfigMap map, LastGood lastGood) {
        return new CatalogReaders(LastGoodTest::flaw).read(List.of(map), lastGood);
    }

    private static Optional<String> flaw(ExtensionDescriptor descriptor) {
        return descriptor.config().isEmpty() ? Optional.empty() : Optional.of("leave config empty.");
    }

    private static ConfigMap map(String uid, String text) {
        return map(uid, Map.of(KEY, text));
    }

    private static ConfigMap map(String uid, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("catalog")
                .withNamespace("sandboxer-system")
                .withUid(uid)
                .endMetadata()
                .withData(data)
                .build();
    }

    private static ConfigMap annotated(ConfigMap map, Map<String, String> annotations) {
        return new ConfigMapBuilder(map)
                .editMetadata()
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }
}
