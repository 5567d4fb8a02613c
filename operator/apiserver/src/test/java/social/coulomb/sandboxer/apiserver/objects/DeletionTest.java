package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.generation;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.selector.LabelSelector;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

class DeletionTest {

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anObjectWithoutFinalizersIsGoneAtOnce() {
        ObjectNode made = api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");

        DeleteResult result = api.delete(api.widgets(), "a");

        assertThat(result.gone()).isTrue();
        assertThat(result.body().path("status").asText()).isEqualTo("Success");
        assertThat(result.body().path("details").toString())
                .isEqualTo("{\"name\":\"a\",\"group\":\"example.com\",\"kind\":\"widgets\",\"uid\":\""
                        + made.path("metadata").path("uid").asText() + "\"}");
        assertThat(refusal(() -> api.delete(api.widgets(), "a")).code()).isEqualTo(404);
    }

    @Test
    void finalizersHoldAnObjectUntilTheLastIsRemoved() {
        api.create(api.widgets(), "{metadata: {name: a, finalizers: [example.com/f]}, spec: {color: red}}");

        DeleteResult result = api.delete(api.widgets(), "a");

        assertThat(result.gone()).isFalse();
        assertThat(result.body().path("metadata").path("deletionTimestamp").asText())
                .isEqualTo("2026-11-01T12:00:00Z");
        assertThat(result.body()
                        .path("metadata")
                        .path("deletionGracePeriodSeconds")
                        .asInt(-1))
                .isZero();
        assertThat(generation(result.body())).isEqualTo(2);

        ObjectNode last = api.merge(api.widgets(), "a", "{metadata: {finalizers: null}}");
        assertThat(last.path("metadata").path("name").asText()).isEqualTo("a");
        assertThat(Long.parseLong(version(last))).isGreaterThan(Long.parseLong(version(result.body())));
        assertThat(api.exists(api.widgets(), "a")).isFalse();
    }

    @Test
    void deletingAgainWritesNothing() {
        api.create(api.widgets(), "{metadata: {name: a, finalizers: [example.com/f]}, spec: {color: red}}");
        ObjectNode first = api.delete(api.widgets(), "a").body();

        assertThat(api.delete(api.widgets(), "a").body()).isEqualTo(first);
    }

    @Test
    void aDeletionCannotBeUndoneNorHeldUpByNewFinalizers() {
        api.create(api.widgets(), "{metadata: {name: a, finalizers: [example.com/f]}, spec: {color: red}}");
        ObjectNode deleting = api.delete(api.widgets(), "a").body();

        assertThat(api.merge(api.widgets(), "a", "{metadata: {deletionTimestamp: null}}"))
                .isEqualTo(deleting);
        ApiStatus status = refusal(
                () -> api.merge(api.widgets(), "a", "{metadata: {finalizers: [example.com/f, example.com/g]}}"));
        assertThat(status.message())
                .isEqualTo("Widget.example.com \"a\" is invalid: metadata.finalizers: Forbidden: no new finalizers can"
                        + " be added if the object is being deleted, found new finalizers"
                        + " []string{\"example.com/g\"}");
        assertThat(generation(api.merge(api.widgets(), "a", "{spec: {replicas: 3}}")))
                .isEqualTo(3);
    }

    @Test
    void preconditionsProtectAnotherObject() {
        ObjectNode made = api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");

        ApiStatus uid =
                refusal(() -> api.operations().delete(api.widgets(), "a", DeleteOptions.PLAIN.withUid("other")));
        assertThat(uid.message())
                .isEqualTo("Operation cannot be fulfilled on Widget.example.com \"a\": the UID in the precondition"
                        + " (other) does not match the UID in record ("
                        + made.path("metadata").path("uid").asText()
                        + "). The object might have been deleted and then recreated");
        ApiStatus outdated = refusal(
                () -> api.operations().delete(api.widgets(), "a", DeleteOptions.PLAIN.withResourceVersion("1")));
        assertThat(outdated.code()).isEqualTo(409);
        assertThat(api.exists(api.widgets(), "a")).isTrue();
    }

    @Test
    void aDryRunDeletesNothing() {
        api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");

        DeleteResult result = api.operations().delete(api.widgets(), "a", DeleteOptions.PLAIN.withDryRun());

        assertThat(result.gone()).isTrue();
        assertThat(api.exists(api.widgets(), "a")).isTrue();
    }

    @Test
    void foregroundAndOrphanBecomeFinalizers() {
        api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");
        api.create(api.widgets(), "{metadata: {name: b}, spec: {color: red}}");

        DeleteResult foreground = api.operations()
                .delete(api.widgets(), "a", DeleteOptions.PLAIN.withPropagation(PropagationPolicy.FOREGROUND));
        DeleteResult orphan = api.operations()
                .delete(api.widgets(), "b", DeleteOptions.PLAIN.withPropagation(PropagationPolicy.ORPHAN));

        assertThat(foreground.body().path("metadata").path("finalizers").toString())
                .isEqualTo("[\"foregroundDeletion\"]");
        assertThat(orphan.body().path("metadata").path("finalizers").toString()).isEqualTo("[\"orphan\"]");
    }

    @Test
    void aCollectionIsDeletedBySelectorAndAnsweredAsItWas() {
        api.create(api.widgets(), "{metadata: {name: a, labels: {app: x}}, spec: {color: red}}");
        api.create(api.widgets(), "{metadata: {name: b, labels: {app: y}}, spec: {color: red}}");
        api.create(
                api.widgets(),
                "{metadata: {name: c, labels: {app: x}, finalizers: [example.com/f]}, spec: {color: red}}");

        ResourceList deleted = api.operations()
                .deleteCollection(
                        api.widgets(),
                        ListOptions.EVERYTHING.withLabels(LabelSelector.parse("app=x")),
                        DeleteOptions.PLAIN);

        assertThat(deleted.items()).extracting(item -> item.key().name()).containsExactly("a", "c");
        assertThat(api.names(api.widgets(), ListOptions.EVERYTHING)).containsExactly("b", "c");
    }

    @Test
    void theDefaultNamespaceStays() {
        ApiStatus status = refusal(() -> api.delete(api.namespaces(), "default"));

        assertThat(status.code()).isEqualTo(403);
        assertThat(status.message())
                .isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
    }

    @Test
    void aDeletedNamespaceIsTerminating() {
        api.create(api.namespaces(), "{metadata: {name: n}}");

        ObjectNode namespace = api.delete(api.namespaces(), "n").body();

        assertThat(namespace.path("status").path("phase").asText()).isEqualTo("Terminating");
        assertThat(namespace.path("metadata").has("deletionGracePeriodSeconds")).isFalse();
    }
}
