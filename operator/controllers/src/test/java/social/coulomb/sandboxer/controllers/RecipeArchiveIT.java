package social.coulomb.sandboxer.controllers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.controllers.catalog.Catalog;
import social.coulomb.sandboxer.controllers.catalog.RecipeArchive;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.CatalogReading;
import social.coulomb.sandboxer.sdk.catalog.Profile;

final class RecipeArchiveIT {

    private static final String TEXT = """
            id: profile.mine
            version: "%s"
            extension: ext.fake
            isolation: {level: container}
            ttl: {default: 4h, max: 24h}
            """;
    private static final CatalogEntry<Profile> FIRST = entry(TEXT.formatted("1"));
    private static final CatalogEntry<Profile> SECOND = entry(TEXT.formatted("2"));
    private static final Clock NOW = Clock.systemUTC();
    private static final Clock LATER = Clock.offset(NOW, Duration.ofHours(2));

    @TempDir
    private Path directory;

    private ControllersFixture fixture;

    @BeforeEach
    void begin() throws Exception {
        fixture = new ControllersFixture(directory);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aRecipeIsFoundByItsDigestWhateverBecomesOfTheCatalog() {
        try (RecipeArchive archive = archive(NOW)) {
            archive.ensure(FIRST);
            archive.ensure(FIRST);
        }
        try (RecipeArchive next = archive(NOW, SECOND)) {
            assertThat(next.find("profile.mine", FIRST.digest()).map(CatalogEntry::value))
                    .contains(FIRST.value());
            assertThat(next.find("profile.mine", SECOND.digest())).contains(SECOND);
            assertThat(next.find("profile.other", FIRST.digest())).isEmpty();
            assertThat(next.find("profile.mine", "sha256:" + "0".repeat(64))).isEmpty();
        }
        assertThat(recipes()).singleElement().satisfies(map -> {
            assertThat(map.getMetadata().getName())
                    .isEqualTo("recipe-" + FIRST.digest().substring(7, 23));
            assertThat(map.getImmutable()).isTrue();
            assertThat(map.getData()).containsOnlyKeys("profile.mine.yaml").containsValue(FIRST.text());
        });
    }

    @Test
    void whatIsThereAlreadyIsAsGoodAsPutThere() {
        try (RecipeArchive one = archive(NOW);
                RecipeArchive other = archive(NOW)) {
            one.ensure(FIRST);
            other.ensure(FIRST);
            assertThat(other.find("profile.mine", FIRST.digest())).contains(FIRST);
        }
    }

    @Test
    void aRecipeThatSomebodyTamperedWithIsNotFound() {
        String name = "recipe-" + FIRST.digest().substring(7, 23);
        fixture.client
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(ControllersFixture.NAMESPACE)
                        .addToLabels(SandboxerApi.RECIPE_LABEL, "true")
                        .endMetadata()
                        .addToData("profile.mine.yaml", FIRST.text().replace("24h", "99h"))
                        .build())
                .create();
        try (RecipeArchive archive = archive(NOW)) {
            assertThat(archive.find("profile.mine", FIRST.digest())).isEmpty();
        }
    }

    @Test
    void whatNobodyRefersToGoesWhenItIsOldEnough() {
        try (RecipeArchive archive = archive(NOW)) {
            archive.ensure(FIRST);
            archive.ensure(SECOND);
        }
        try (RecipeArchive young = archive(NOW)) {
            young.retainOnly(Set.of());
            assertThat(recipes()).hasSize(2);
        }
        try (RecipeArchive old = archive(LATER)) {
            old.retainOnly(Set.of(FIRST.digest(), SECOND.digest()));
            assertThat(recipes()).hasSize(2);
            old.retainOnly(Set.of(FIRST.digest()));
            await().until(() -> recipes().size() == 1);
            assertThat(old.find("profile.mine", FIRST.digest())).isPresent();
            await().until(() -> old.find("profile.mine", SECOND.digest()).isEmpty());
        }
    }

    @Test
    void recipesOfThePresentCatalogAndThoseJustEnsuredStay() {
        try (RecipeArchive archive = archive(NOW)) {
            archive.ensure(FIRST);
            archive.ensure(SECOND);
        }
        try (RecipeArchive archive = archive(LATER, FIRST)) {
            archive.ensure(SECOND);
            archive.retainOnly(Set.of());
            assertThat(recipes()).hasSize(2);
        }
    }

    @Test
    void aRemovedRecipeIsPutThereAgain() {
        try (RecipeArchive archive = archive(NOW)) {
            archive.ensure(FIRST);
        }
        try (RecipeArchive archive = archive(LATER)) {
            archive.retainOnly(Set.of());
            archive.ensure(FIRST);
            assertThat(recipes()).hasSize(1);
            assertThat(archive.find("profile.mine", FIRST.digest())).contains(FIRST);
        }
    }

    @Test
    void whatCouldNotBePutThereIsAFailure() throws Exception {
        try (RecipeArchive archive = archive(NOW)) {
            fixture.client.namespaces().withName(ControllersFixture.NAMESPACE).delete();
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> archive.ensure(SECOND)).isInstanceOf(KubernetesClientException.class));
        }
    }

    @SafeVarargs
    private RecipeArchive archive(Clock clock, CatalogEntry<Profile>... present) {
        CatalogReading<Profile> profiles = CatalogReader.ofProfiles()
                .read(List.of(present).stream()
                        .map(entry -> new CatalogFile(entry.file(), entry.text()))
                        .toList());
        Catalog catalog = new Catalog(profiles, CatalogReader.ofExtensions().read(List.of()));
        return RecipeArchive.start(fixture.client, ControllersFixture.NAMESPACE, () -> catalog, clock);
    }

    private List<ConfigMap> recipes() {
        return fixture.client
                .configMaps()
                .inNamespace(ControllersFixture.NAMESPACE)
                .withLabel(SandboxerApi.RECIPE_LABEL)
                .list()
                .getItems();
    }

    private static CatalogEntry<Profile> entry(String text) {
        return CatalogReader.ofProfiles()
                .read(List.of(new CatalogFile("profile.mine.yaml", text)))
                .find("profile.mine")
                .orElseThrow();
    }
}
