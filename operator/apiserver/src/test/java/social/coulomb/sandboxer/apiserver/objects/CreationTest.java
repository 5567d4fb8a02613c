package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.body;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

class CreationTest {

    private static final WriteOptions TESTER = WriteOptions.by("tester");

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
    void aNewObjectGetsUidTimestampGenerationDefaultsAndAnOwner() {
        ObjectNode made = api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");

        ObjectNode metadata = (ObjectNode) made.path("metadata");
        assertThat(metadata.path("uid").asText()).hasSize(36);
        assertThat(metadata.path("creationTimestamp").asText()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(metadata.path("generation").asInt()).isEqualTo(1);
        assertThat(metadata.path("namespace").asText()).isEqualTo("default");
        assertThat(metadata.path("resourceVersion").asLong()).isGreaterThanOrEqualTo(1000);
        assertThat(made.path("spec").path("replicas").asInt()).isEqualTo(1);
        assertThat(metadata.path("managedFields").path(0).path("manager").asText())
                .isEqualTo("tester");
        assertThat(api.get(api.widgets(), "a")).isEqualTo(made);
    }

    @Test
    void whatBelongsToTheServerIsWiped() {
        ObjectNode made = api.create(
                api.widgets(),
                "{metadata: {name: a, uid: mine, generation: 7, selfLink: /x, creationTimestamp: '2001-01-01T00:00:00Z',"
                        + " deletionTimestamp: '2001-01-01T00:00:00Z', deletionGracePeriodSeconds: 5}, spec: {color:"
                        + " red}, status: {phase: Done}}");

        assertThat(made.path("metadata").path("uid").asText()).isNotEqualTo("mine");
        assertThat(TestApi.generation(made)).isEqualTo(1);
        assertThat(made.path("metadata").path("creationTimestamp").asText()).startsWith("2026");
        assertThat(made.path("metadata").has("selfLink")).isFalse();
        assertThat(made.path("metadata").has("deletionTimestamp")).isFalse();
        assertThat(made.path("metadata").has("deletionGracePeriodSeconds")).isFalse();
        assertThat(made.has("status")).isFalse();
    }

    @Test
    void aKindWithoutStatusSubresourceKeepsItsStatus() {
        ObjectNode made = api.create(api.gadgets(), "{metadata: {name: g, namespace: default}, status: {y: kept}}");

        assertThat(made.path("status").path("y").asText()).isEqualTo("kept");
        assertThat(made.path("metadata").has("namespace")).isFalse();
    }

    @Test
    void aNameIsGeneratedFromItsPrefix() {
        ObjectNode made = api.create(api.widgets(), "{metadata: {generateName: web-}, spec: {color: red}}");

        assertThat(made.path("metadata").path("name").asText()).matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(made.path("metadata").path("generateName").asText()).isEqualTo("web-");
    }

    @Test
    void aLongPrefixIsShortened() {
        String prefix = "x".repeat(80);
        ObjectNode made = api.create(api.widgets(), "{metadata: {generateName: " + prefix + "}, spec: {color: red}}");

        assertThat(made.path("metadata").path("name").asText()).hasSize(63).startsWith("x".repeat(58));
    }

    @Test
    void aNameWinsOverItsPrefix() {
        ObjectNode made =
                api.create(api.widgets(), "{metadata: {name: plain, generateName: web-}, spec: {color: red}}");

        assertThat(made.path("metadata").path("name").asText()).isEqualTo("plain");
    }

    @Test
    void aTakenNameIsRefused() {
        api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");

        ApiStatus status = refusal(() -> api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}"));

        assertThat(status.code()).isEqualTo(409);
        assertThat(status.reason()).isEqualTo("AlreadyExists");
        assertThat(status.message()).isEqualTo("widgets.example.com \"a\" already exists");
    }

    @Test
    void aNameHeldByAFinalizerIsRefusedWithThatHint() {
        api.create(api.widgets(), "{metadata: {name: a, finalizers: [example.com/f]}, spec: {color: red}}");
        api.delete(api.widgets(), "a");

        ApiStatus status = refusal(() -> api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}"));

        assertThat(status.reason()).isEqualTo("AlreadyExists");
        assertThat(status.message()).isEqualTo("object is being deleted: widgets.example.com \"a\" already exists");
    }

    @Test
    void aDryRunStoresNothing() {
        long before = api.store().revision();

        WriteResult result = api.operations()
                .create(
                        api.widgets(),
                        body(api.widgets(), "{metadata: {name: a}, spec: {color: red}}"),
                        TESTER.withDryRun());

        assertThat(result.code()).isEqualTo(201);
        assertThat(result.object().path("spec").path("replicas").asInt()).isEqualTo(1);
        assertThat(result.object().path("metadata").has("resourceVersion")).isFalse();
        assertThat(api.exists(api.widgets(), "a")).isFalse();
        assertThat(api.store().revision()).isEqualTo(before);
    }

    @Test
    void unknownFieldsAreDroppedRemarkedOrRefusedAsTheRequestWishes() {
        RequestBody body =
                body(api.widgets(), "{metadata: {name: a, foo: 1}, spec: {color: red, size: 3}, extra: true}");

        ApiStatus refused = refusal(
                () -> api.operations().create(api.widgets(), body, TESTER.withValidation(FieldValidation.STRICT)));
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.message())
                .isEqualTo("Widget in version \"v1\" cannot be handled as a Widget: strict decoding error: unknown"
                        + " field \"extra\", unknown field \"metadata.foo\", unknown field \"spec.size\"");

        WriteResult remarked = api.operations().create(api.widgets(), body, TESTER);
        assertThat(remarked.warnings())
                .containsExactly(
                        "unknown field \"extra\"", "unknown field \"metadata.foo\"", "unknown field \"spec.size\"");
        assertThat(remarked.object().path("spec").has("size")).isFalse();
        api.delete(api.widgets(), "a");

        WriteResult dropped =
                api.operations().create(api.widgets(), body, TESTER.withValidation(FieldValidation.IGNORE));
        assertThat(dropped.warnings()).isEmpty();
    }

    @Test
    void whatTheDecoderFoundCountsAsWell() {
        RequestBody clean = body(api.widgets(), "{metadata: {name: a}, spec: {color: red, x: 1}}");
        RequestBody body = new RequestBody(clean.tree(), List.of("duplicate field \"spec.color\""));

        WriteResult result = api.operations().create(api.widgets(), body, TESTER);

        assertThat(result.warnings()).containsExactly("unknown field \"spec.x\"", "duplicate field \"spec.color\"");
    }

    @Test
    void aFinalizerWithoutDomainIsRemarked() {
        WriteResult result = api.operations()
                .create(
                        api.widgets(),
                        body(api.widgets(), "{metadata: {name: a, finalizers: [plain]}, spec: {color: red}}"),
                        TESTER);

        assertThat(result.warnings()).singleElement().asString().startsWith("metadata.finalizers: \"plain\": prefer");
    }

    @Test
    void onAChangeOnlyNewFinalizersAreRemarked() {
        api.create(api.widgets(), "{metadata: {name: a, finalizers: [plain]}, spec: {color: red}}");

        WriteResult result = api.operations()
                .patch(
                        api.widgets(),
                        "a",
                        PatchKind.MERGE,
                        RequestBody.of(TestApi.yaml("{metadata: {finalizers: [plain, other]}}")),
                        TESTER);

        assertThat(result.warnings()).singleElement().asString().startsWith("metadata.finalizers: \"other\"");
    }

    @Test
    void coreKindsInsistOnAFinalizersDomain() {
        ApiStatus status = refusal(() -> api.create(api.configMaps(), "{metadata: {name: c, finalizers: [plain]}}"));

        assertThat(status.message())
                .isEqualTo("ConfigMap \"c\" is invalid: metadata.finalizers[0]: Invalid value: \"plain\": name is"
                        + " neither a standard finalizer name nor is it fully qualified");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{metadata: {name: a, namespace: other}, spec: {color: red}} | 400 | the namespace of the provided"
                        + " object does not match the namespace sent on the request",
                "{apiVersion: example.com/v2, metadata: {name: a}, spec: {color: red}} | 400 | the API version in the"
                        + " data (example.com/v2) does not match the expected API version (example.com/v1)",
                "{kind: Gadget, metadata: {name: a}, spec: {color: red}} | 422 | Gadget.example.com \"a\" is invalid:"
                        + " kind: Invalid value: \"Gadget\": must be Widget",
                "{metadata: {name: a, resourceVersion: '5'}, spec: {color: red}} | 500 | resourceVersion should not be"
                        + " set on objects to be created",
                "{metadata: {name: a, labels: {x: 5}}, spec: {color: red}} | 400 | Widget in version \"v1\" cannot be"
                        + " handled as a Widget: json: cannot unmarshal number into Go struct field"
                        + " Widget.metadata.labels of type string",
            })
    void whatDoesNotFitTheRequestIsRefused(String yaml, int code, String message) {
        ApiStatus status = refusal(() -> api.create(api.widgets(), yaml));

        assertThat(status.code()).isEqualTo(code);
        assertThat(status.message()).isEqualTo(message);
    }

    @Test
    void everyBrokenRuleIsNamed() {
        ApiStatus status = refusal(() -> api.create(
                api.widgets(), "{metadata: {name: Bad_Name, labels: {'a b': c}}, spec: {color: pink, replicas: 11}}"));

        assertThat(status.code()).isEqualTo(422);
        assertThat(status.toJson().path("details").path("causes").findValuesAsText("field"))
                .contains("metadata.name", "metadata.labels", "spec.color", "spec.replicas");
    }

    @Test
    void anObjectWithoutNameIsRefused() {
        ApiStatus status = refusal(() -> api.create(api.widgets(), "{metadata: {}, spec: {color: red}}"));

        assertThat(status.code()).isEqualTo(422);
        assertThat(status.message())
                .contains("metadata.name: Required value: name or generateName is required")
                .contains("some validation rules were not checked");
    }

    @Test
    void nothingCanBeMadeInANamespaceThatIsNotThere() {
        ApiStatus status =
                refusal(() -> api.create(api.widgets("nowhere"), "{metadata: {name: a}, spec: {color: red}}"));

        assertThat(status.code()).isEqualTo(404);
        assertThat(status.message()).isEqualTo("namespaces \"nowhere\" not found");
    }

    @Test
    void nothingCanBeMadeInANamespaceThatIsBeingDeleted() {
        api.create(api.namespaces(), "{metadata: {name: leaving}}");
        api.delete(api.namespaces(), "leaving");

        ApiStatus status =
                refusal(() -> api.create(api.widgets("leaving"), "{metadata: {name: a}, spec: {color: red}}"));

        assertThat(status.code()).isEqualTo(403);
        assertThat(status.toJson()
                        .path("details")
                        .path("causes")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("NamespaceTerminating");
    }
}
