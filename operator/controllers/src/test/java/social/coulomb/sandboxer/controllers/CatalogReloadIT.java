package social.coulomb.sandboxer.controllers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.catalog.CatalogAnnotations;
import social.coulomb.sandboxer.crds.Condition;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.SandboxState;

/// The catalog while people edit it.
final class CatalogReloadIT {

    private static final String GOOD = """
            id: profile.mine
            version: "1.2.3"
            extension: ext.fake
            isolation: {level: container}
            ttl: {default: 4h, max: 24h}
            placement: {prefer: [host-a]}
            """;
    private static final String BAD = GOOD.replace("default: 4h", "default: 48h");
    private static final String NO_ADAPTER = """
            id: ext.none
            title: Nobody serves it
            handler: nobody
            capabilities: {isolation_levels: [container], pricing_model: metered}
            """;

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void begin() throws Exception {
        fixture = new ControllersFixture(directory);
        fixture.host("host-a", "host-a.test");
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void badEditKeepsTheLastGoodEntryInForceAndSaysSo() throws Exception {
        edit("profile.mine.yaml", GOOD);
        fixture.start();
        edit("profile.mine.yaml", BAD);

        assertThat(awaitAnnotation(CatalogAnnotations.PROBLEM))
                .contains("profile.mine.yaml:5: ttl.default: 2d is longer than ttl.max, 1d")
                .contains("keeps version 1.2.3 of profile.mine");
        assertThat(annotation(CatalogAnnotations.LAST_GOOD)).contains("1.2.3", "4h");
        await().untilAsserted(() -> assertThat(fixture.client
                        .v1()
                        .events()
                        .inNamespace(ControllersFixture.NAMESPACE)
                        .list()
                        .getItems())
                .anySatisfy(event -> assertThat(event.getMessage()).contains("keeps version 1.2.3 of profile.mine")));
        fixture.sandbox("one", "{profile: profile.mine}");
        fixture.awaitState("one", SandboxState.READY);
    }

    @Test
    void theLastGoodEntryOutlivesTheControllers() throws Exception {
        edit("profile.mine.yaml", GOOD);
        fixture.start();
        edit("profile.mine.yaml", BAD);
        awaitAnnotation(CatalogAnnotations.LAST_GOOD);
        fixture.stop();

        fixture.start();
        fixture.sandbox("one", "{profile: profile.mine}");

        fixture.awaitState("one", SandboxState.READY);
        assertThat(annotation(CatalogAnnotations.LAST_GOOD)).contains("1.2.3");
    }

    @Test
    void goodEditTakesTheAnnotationsAway() throws Exception {
        edit("profile.mine.yaml", GOOD);
        fixture.start();
        edit("profile.mine.yaml", BAD);
        awaitAnnotation(CatalogAnnotations.PROBLEM);

        edit("profile.mine.yaml", GOOD.replace("1.2.3", "1.2.4"));

        await().until(() ->
                annotation(CatalogAnnotations.PROBLEM) == null && annotation(CatalogAnnotations.LAST_GOOD) == null);
        fixture.sandbox("one", "{profile: profile.mine}");
        fixture.await(
                "one",
                status -> status.profile() != null
                        && "1.2.4".equals(status.profile().version()));
    }

    @Test
    void deletedConfigMapRemovesItsEntryAndIsNotMadeAnew() throws Exception {
        edit("profile.mine.yaml", GOOD);
        fixture.start();
        edit("profile.mine.yaml", BAD);
        awaitAnnotation(CatalogAnnotations.PROBLEM);

        fixture.client
                .configMaps()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withName("mine")
                .delete();

        fixture.sandbox("one", "{profile: profile.mine}");
        fixture.await("one", status -> {
            Condition routed = ControllersFixture.condition(status, "Routed");
            return routed != null && routed.reason().equals("ProfileUnknown");
        });
        assertThat(find()).isNull();
    }

    @Test
    void extensionsSayWhetherTheyCanBeUsed() throws Exception {
        edit("ext.none.yaml", NO_ADAPTER);
        fixture.start();

        assertThat(awaitAnnotation(CatalogAnnotations.AVAILABLE)).startsWith("False: NoAdapter: This program has no");
        ConfigMap standard = fixture.client
                .configMaps()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withName("catalog")
                .waitUntilCondition(
                        map -> map != null && annotations(map).containsKey(CatalogAnnotations.AVAILABLE),
                        20,
                        java.util.concurrent.TimeUnit.SECONDS);
        assertThat(annotations(standard)).containsEntry(CatalogAnnotations.AVAILABLE, "True");
    }

    @Test
    void annotationsThatSomebodyElseKeepsStayTheirs() throws Exception {
        edit("ext.none.yaml", NO_ADAPTER);
        ConfigMap theirs = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("mine")
                .withNamespace(ControllersFixture.NAMESPACE)
                .addToAnnotations(CatalogAnnotations.AVAILABLE, "theirs")
                .endMetadata()
                .build();
        fixture.client.resource(theirs).fieldManager("somebody").serverSideApply();
        fixture.start();
        edit("profile.mine.yaml", BAD);

        fixture.sandbox("one", "{profile: profile.compose-e2e}");
        fixture.awaitState("one", SandboxState.READY);
        assertThat(annotation(CatalogAnnotations.AVAILABLE)).isEqualTo("theirs");
    }

    /// As a GitOps tool does it: nothing but the text is its own.
    private void edit(String key, String text) {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("mine")
                .withNamespace(ControllersFixture.NAMESPACE)
                .addToLabels(SandboxerApi.CATALOG_LABEL, "true")
                .endMetadata()
                .addToData(key, text)
                .build();
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("editor-of-" + key)
                .withForce(true)
                .build();
        fixture.client.resource(map).patch(context, map);
    }

    private String awaitAnnotation(String name) {
        await(name).atMost(ControllersFixture.PATIENCE).until(() -> annotation(name) != null);
        return Objects.requireNonNull(annotation(name));
    }

    private @Nullable String annotation(String name) {
        ConfigMap map = find();
        return map == null ? null : annotations(map).get(name);
    }

    private @Nullable ConfigMap find() {
        return fixture.client
                .configMaps()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withName("mine")
                .get();
    }

    private static Map<String, String> annotations(ConfigMap map) {
        Map<String, String> annotations = map.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
