package social.coulomb.sandboxer.controllers.catalog;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.controllers.reconcile.Informers;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.sdk.catalog.CatalogEntry;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Keeps each recipe that a sandbox was made from as it was, whatever becomes of the catalog: one immutable ConfigMap
/// a text, named after its digest. Thread-safe.
public final class RecipeArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecipeArchive.class);
    private static final CatalogReader<Profile> READER = CatalogReader.ofProfiles();
    private static final String ALGORITHM = "sha256:";
    private static final int DIGITS = 16;

    /// A recipe is kept before the sandbox that it is for says so.
    private static final Duration YOUTH = Duration.ofHours(1);

    private final KubernetesClient client;
    private final String namespace;
    private final Supplier<Catalog> catalog;
    private final Clock clock;
    private final SharedIndexInformer<ConfigMap> informer;
    private final ConcurrentMap<String, Instant> ensured = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CatalogEntry<Profile>> read = new ConcurrentHashMap<>();

    private RecipeArchive(KubernetesClient client, String namespace, Supplier<Catalog> catalog, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.catalog = catalog;
        this.clock = clock;
        this.informer = LabelledConfigMaps.informer(client, namespace, SandboxerApi.RECIPE_LABEL);
    }

    /// Blocks until what is archived was read once.
    ///
    /// @param namespace the operator's own
    /// @param catalog the present one
    /// @throws KubernetesClientException when the archive cannot be read even once
    public static RecipeArchive start(
            KubernetesClient client, String namespace, Supplier<Catalog> catalog, Clock clock) {
        RecipeArchive archive = new RecipeArchive(client, namespace, catalog, clock);
        archive.informer.addEventHandler(archive.forgetting());
        archive.informer.run();
        return archive;
    }

    public boolean isHealthy() {
        return Informers.isHealthy(informer);
    }

    @Override
    public void close() {
        informer.stop();
    }

    /// Ensures that the recipe can be found as long as it is in use. Repeatable; blocks for a request only the first
    /// time that a digest is seen.
    ///
    /// @throws KubernetesClientException when it could not be put there: nothing may be made from it yet
    public void ensure(CatalogEntry<Profile> entry) {
        String digest = entry.digest();
        Instant now = clock.instant();
        if (ensured.computeIfPresent(digest, (key, former) -> now) == null) {
            synchronized (ensured) {
                create(entry);
                ensured.put(digest, now);
            }
        }
        read.putIfAbsent(digest, entry);
    }

    /// The recipe that a sandbox was made from; empty when it is in nobody's memory, was tampered with, or this
    /// version does not understand it. Never blocks.
    public Optional<CatalogEntry<Profile>> find(String profileId, String digest) {
        return catalog.get()
                .profile(profileId)
                .filter(entry -> entry.digest().equals(digest))
                .or(() -> Optional.ofNullable(read.get(digest)))
                .or(() -> readArchived(digest))
                .filter(entry -> entry.value().id().value().equals(profileId));
    }

    /// Removes recipes that nobody refers to; those of the present catalog and young ones stay. Blocks for one request
    /// a removal; what cannot be removed is left for the next time.
    ///
    /// @param digestsInUse of every sandbox there is: what is missing here is lost
    public void retainOnly(Set<String> digestsInUse) {
        Set<String> spared = digestsInUse.stream().map(RecipeArchive::name).collect(Collectors.toSet());
        catalog.get().profiles().entries().values().forEach(entry -> spared.add(name(entry.digest())));
        Instant youngest = clock.instant().minus(YOUTH);
        ensured.entrySet()
                .removeIf(each ->
                        !spared.contains(name(each.getKey())) && each.getValue().isBefore(youngest));
        read.keySet().removeIf(digest -> !spared.contains(name(digest)) && !ensured.containsKey(digest));
        informer.getStore().list().stream()
                .filter(map -> !spared.contains(map.getMetadata().getName()))
                .filter(map -> createdAt(map).isBefore(youngest))
                .forEach(this::removeUnlessEnsured);
    }

    /// What somebody has deleted is not there any more, and is made anew for the next that needs it.
    private ResourceEventHandler<ConfigMap> forgetting() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap recipe) {
                // Whoever made it knows.
            }

            @Override
            public void onUpdate(ConfigMap former, ConfigMap recipe) {
                // They cannot be changed.
            }

            @Override
            public void onDelete(ConfigMap recipe, boolean finalStateUnknown) {
                String name = recipe.getMetadata().getName();
                ensured.keySet().removeIf(digest -> name(digest).equals(name));
            }
        };
    }

    private void create(CatalogEntry<Profile> entry) {
        ConfigMap recipe = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name(entry.digest()))
                .addToLabels(SandboxerApi.RECIPE_LABEL, "true")
                .endMetadata()
                .withImmutable(true)
                .addToData(entry.value().id() + ".yaml", entry.text())
                .build();
        try {
            client.resource(recipe).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    private Optional<CatalogEntry<Profile>> readArchived(String digest) {
        ConfigMap map = archived(digest);
        if (map == null) {
            return Optional.empty();
        }
        Optional<CatalogEntry<Profile>> found = CatalogTexts.data(map).entrySet().stream()
                .map(each -> new CatalogFile(CatalogTexts.fileName(map, each.getKey()), each.getValue()))
                .flatMap(file -> READER.read(List.of(file)).entries().values().stream())
                .filter(entry -> entry.digest().equals(digest))
                .findFirst();
        found.ifPresentOrElse(
                entry -> read.put(digest, entry),
                () -> LOG.warn(
                        "The recipe {} does not hold {}", map.getMetadata().getName(), digest));
        return found;
    }

    private @Nullable ConfigMap archived(String digest) {
        return informer.getStore().getByKey(namespace + "/" + name(digest));
    }

    private void removeUnlessEnsured(ConfigMap recipe) {
        String name = recipe.getMetadata().getName();
        synchronized (ensured) {
            if (ensured.keySet().stream().map(RecipeArchive::name).anyMatch(name::equals)) {
                return;
            }
            try {
                client.resource(recipe).delete();
            } catch (KubernetesClientException e) {
                LOG.info("The recipe {} stays for now: {}", name, e.getMessage());
            }
        }
    }

    private static Instant createdAt(ConfigMap map) {
        try {
            return Instant.parse(map.getMetadata().getCreationTimestamp());
        } catch (DateTimeParseException e) {
            return Instant.MAX;
        }
    }

    private static String name(String digest) {
        String hex = digest.startsWith(ALGORITHM) ? digest.substring(ALGORITHM.length()) : digest;
        return "recipe-" + hex.substring(0, Math.min(DIGITS, hex.length()));
    }
}
