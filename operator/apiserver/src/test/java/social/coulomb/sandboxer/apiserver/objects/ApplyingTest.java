package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.body;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.generation;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

class ApplyingTest {

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
    void anApplyMakesWhatIsMissing() {
        WriteResult result = api.operations()
                .patch(
                        api.widgets(),
                        "a",
                        PatchKind.APPLY,
                        body(api.widgets(), "{metadata: {name: a}, spec: {color: red}}"),
                        WriteOptions.by("m1"));

        assertThat(result.code()).isEqualTo(201);
        assertThat(result.object().path("spec").path("replicas").asInt()).isEqualTo(1);
        assertThat(result.object()
                        .path("metadata")
                        .path("managedFields")
                        .path(0)
                        .path("operation")
                        .asText())
                .isEqualTo("Apply");
    }

    @Test
    void theSameApplyAgainWritesNothing() {
        String first = version(api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: red}}"));
        api.clock().advance(java.time.Duration.ofMinutes(1));

        assertThat(version(api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: red}}")))
                .isEqualTo(first);
    }

    @Test
    void anotherOwnersFieldIsAConflictUntilForced() {
        api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: red, replicas: 2}}");
        RequestBody wanted = body(api.widgets(), "{metadata: {name: a}, spec: {color: red, replicas: 5}}");

        ApiStatus status = refusal(
                () -> api.operations().patch(api.widgets(), "a", PatchKind.APPLY, wanted, WriteOptions.by("m2")));
        assertThat(status.code()).isEqualTo(409);
        assertThat(status.message()).isEqualTo("Apply failed with 1 conflict: conflict with \"m1\": .spec.replicas");

        ObjectNode forced = api.operations()
                .patch(
                        api.widgets(),
                        "a",
                        PatchKind.APPLY,
                        wanted,
                        WriteOptions.by("m2").withForce())
                .object();
        assertThat(forced.path("spec").path("replicas").asInt()).isEqualTo(5);
        assertThat(generation(forced)).isEqualTo(2);
    }

    @Test
    void whatAnApplierLeavesOutGoesAway() {
        api.apply(api.widgets(), "a", "m1", "{metadata: {name: a, labels: {l: x}}, spec: {color: red, tags: [t]}}");

        ObjectNode applied = api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: red}}");

        assertThat(applied.path("spec").has("tags")).isFalse();
        assertThat(applied.path("metadata").has("labels")).isFalse();
    }

    @Test
    void aStatusIsAppliedThroughItsEndpoint() {
        api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: red}}");

        ObjectNode applied =
                api.apply(api.status(api.widgets()), "a", "st", "{metadata: {name: a}, status: {phase: Ready}}");

        assertThat(applied.path("status").path("phase").asText()).isEqualTo("Ready");
        assertThat(applied.path("spec").path("color").asText()).isEqualTo("red");
        assertThat(generation(applied)).isEqualTo(1);
    }

    @Test
    void anApplyOfFinalizersAloneIsMerged() {
        api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");

        ObjectNode applied =
                api.apply(api.widgets(), "a", "operator", "{metadata: {name: a, finalizers: [example.com/f]}}");

        assertThat(applied.path("metadata").path("finalizers").path(0).asText()).isEqualTo("example.com/f");
        assertThat(applied.path("spec").path("color").asText()).isEqualTo("red");
    }

    @Test
    void anApplyNeedsAManager() {
        var anonymous = new WriteOptions("curl", false, false, FieldValidation.WARN, false);

        ApiStatus status = refusal(() -> api.operations()
                .patch(
                        api.widgets(),
                        "a",
                        PatchKind.APPLY,
                        body(api.widgets(), "{metadata: {name: a}, spec: {color: red}}"),
                        anonymous));

        assertThat(status.message())
                .isEqualTo("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
                        + " apply patch");
    }

    @Test
    void anUnknownFieldCannotBeApplied() {
        ApiStatus status =
                refusal(() -> api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: red, zzz: 1}}"));

        assertThat(status.code()).isEqualTo(500);
        assertThat(status.message()).endsWith(".spec.zzz: field not declared in schema");
    }

    @Test
    void anOldVersionOrAForeignUidIsAConflict() {
        api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: red}}");

        assertThat(refusal(() -> api.apply(
                                api.widgets(),
                                "a",
                                "m1",
                                "{metadata: {name: a, resourceVersion: '1'}, spec: {color: red}}"))
                        .code())
                .isEqualTo(409);
        assertThat(refusal(() -> api.apply(
                                api.widgets(),
                                "missing",
                                "m1",
                                "{metadata: {name: missing, uid: gone}, spec: {color: red}}"))
                        .message())
                .isEqualTo("Operation cannot be fulfilled on widgets.example.com \"missing\": uid mismatch: the"
                        + " provided object specified uid gone, and no existing object was found");
    }

    @Test
    void anInvalidApplyIsRefused() {
        ApiStatus status =
                refusal(() -> api.apply(api.widgets(), "a", "m1", "{metadata: {name: a}, spec: {color: pink}}"));

        assertThat(status.code()).isEqualTo(422);
        assertThat(api.exists(api.widgets(), "a")).isFalse();
    }
}
