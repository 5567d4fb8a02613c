package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// Who owns the number of replicas, in the order of Kubernetes' own test of it.
class ScalingTest {

    @TempDir
    private Path directory;

    private TestApi api;
    private RequestScope scale;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
        scale = api.scale(api.widgets());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void whoScalesTakesTheNumberFromWhoAppliedIt() {
        applyWidget(1, false);
        assertThat(owners()).containsExactly("author/Apply");

        patchScale("scaler", 5);

        assertThat(replicas()).isEqualTo(5);
        assertThat(owners()).containsExactly("scaler/Update/scale");
        ApiStatus conflict = refusal(() -> applyWidget(1, false));
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.message())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"scaler\" with subresource \"scale\""
                        + " using example.com/v1: .spec.replicas");
        applyWidget(1, true);
        assertThat(owners()).containsExactly("author/Apply");
    }

    @Test
    void anApplyToTheScaleConflictsWithWhoAppliedAnotherNumber() {
        applyWidget(1, false);

        ApiStatus conflict = refusal(() -> applyScale("keeper", 7, false));

        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.message())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"author\": .spec.replicas");
        assertThat(Objects.requireNonNull(conflict.details()).causes())
                .extracting(cause -> cause.field() + " " + cause.reason())
                .containsExactly(".spec.replicas FieldManagerConflict");
        assertThat(replicas()).isEqualTo(1);
    }

    @Test
    void aForcedApplyToTheScaleTakesTheNumberAndNothingElse() {
        applyWidget(1, false);

        ObjectNode shown = applyScale("keeper", 7, true);

        assertThat(shown.path("kind").asText()).isEqualTo("Scale");
        assertThat(shown.path("spec").path("replicas").asInt()).isEqualTo(7);
        assertThat(replicas()).isEqualTo(7);
        assertThat(owners()).containsExactly("keeper/Apply/scale");
        assertThat(entry("author").path("fieldsV1").toString()).isEqualTo("{\"f:spec\":{\"f:color\":{}}}");
        assertThat(entry("keeper").path("apiVersion").asText()).isEqualTo("example.com/v1");
        assertThat(entry("keeper").path("fieldsV1").toString()).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
        assertThat(entry("keeper").has("time")).isFalse();
    }

    @Test
    void whoAppliesTheSameNumberSharesItUntilSomebodyScales() {
        applyWidget(1, false);
        replaceScale("replacer", 7);
        assertThat(owners()).containsExactly("replacer/Update/scale");

        applyScale("sharer", 7, false);
        assertThat(owners()).containsExactlyInAnyOrder("replacer/Update/scale", "sharer/Apply/scale");

        patchScale("scaler", 5);
        assertThat(owners()).containsExactly("scaler/Update/scale");
    }

    @Test
    void aConflictWithAPlainWriterNamesTheVersionOfTheScale() {
        patchScaleOf("a", "scaler", 5);

        assertThat(refusal(() -> applyScale("keeper", 7, false)).message())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"scaler\" with subresource \"scale\""
                        + " using autoscaling/v1: .spec.replicas");
    }

    @Test
    void anApplyThatChangesNothingWritesNothing() {
        applyWidget(1, false);
        applyScale("keeper", 7, true);
        long before = api.store().revision();

        applyScale("keeper", 7, false);

        assertThat(api.store().revision()).isEqualTo(before);
    }

    @Test
    void anOwnerMayChangeItsNumberAndTakingItBackLeavesNone() {
        applyWidget(1, false);
        applyScale("keeper", 7, true);

        applyScale("keeper", 3, false);
        assertThat(replicas()).isEqualTo(3);
        assertThat(owners()).containsExactly("keeper/Apply/scale");

        api.operations().patch(scale, "a", PatchKind.APPLY, scale("{}"), WriteOptions.by("keeper"));
        assertThat(replicas()).isZero();
        assertThat(owners()).isEmpty();
    }

    @Test
    void whatIsAppliedMustBeAScale() {
        applyWidget(1, false);

        ApiStatus version = refusal(() -> api.apply(scale, "a", "keeper", "{metadata: {name: a}, spec: {color: red}}"));
        assertThat(version.code()).isEqualTo(400);
        assertThat(version.message())
                .isEqualTo("Incorrect version specified in apply patch. Specified patch version: example.com/v1,"
                        + " expected: autoscaling/v1");
        assertThat(refusal(() -> applyScale("keeper", "{replicas: 1, colour: red}"))
                        .message())
                .isEqualTo("failed to create typed patch object (/a; autoscaling/v1, Kind=Scale):"
                        + " .spec.colour: field not declared in schema");
        ApiStatus missing = refusal(() -> api.operations()
                .patch(scale, "nobody", PatchKind.APPLY, scale("{replicas: 1}"), WriteOptions.by("keeper")));
        assertThat(missing.code()).isEqualTo(404);
    }

    @Test
    void aDryRunOfAnApplyKeepsTheNumber() {
        applyWidget(1, false);

        ObjectNode shown = api.operations()
                .patch(
                        scale,
                        "a",
                        PatchKind.APPLY,
                        scale("{replicas: 7}"),
                        WriteOptions.by("keeper").withForce().withDryRun())
                .object();

        assertThat(shown.path("spec").path("replicas").asInt()).isEqualTo(7);
        assertThat(replicas()).isEqualTo(1);
    }

    private void applyWidget(int replicas, boolean force) {
        WriteOptions options = WriteOptions.by("author");
        api.operations()
                .patch(
                        api.widgets(),
                        "a",
                        PatchKind.APPLY,
                        TestApi.body(
                                api.widgets(), "{metadata: {name: a}, spec: {color: red, replicas: " + replicas + "}}"),
                        force ? options.withForce() : options);
    }

    private ObjectNode applyScale(String manager, int replicas, boolean force) {
        WriteOptions options = WriteOptions.by(manager);
        return api.operations()
                .patch(
                        scale,
                        "a",
                        PatchKind.APPLY,
                        scale("{replicas: " + replicas + "}"),
                        force ? options.withForce() : options)
                .object();
    }

    private void applyScale(String manager, String spec) {
        api.operations().patch(scale, "a", PatchKind.APPLY, scale(spec), WriteOptions.by(manager));
    }

    private void patchScaleOf(String name, String manager, int replicas) {
        api.create(api.widgets(), "{metadata: {name: " + name + "}, spec: {color: red}}");
        patchScale(manager, replicas);
    }

    private void patchScale(String manager, int replicas) {
        RequestBody patch = RequestBody.of(TestApi.yaml("{spec: {replicas: " + replicas + "}}"));
        api.operations().patch(scale, "a", PatchKind.MERGE, patch, WriteOptions.by(manager));
    }

    private void replaceScale(String manager, int replicas) {
        api.operations().update(scale, "a", scale("{replicas: " + replicas + "}"), WriteOptions.by(manager));
    }

    private static RequestBody scale(String spec) {
        return RequestBody.of(
                TestApi.yaml("{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: a}, spec: " + spec + "}"));
    }

    private int replicas() {
        return api.get(api.widgets(), "a").path("spec").path("replicas").asInt();
    }

    private JsonNode entry(String manager) {
        for (JsonNode entry : api.get(api.widgets(), "a").path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return entry;
            }
        }
        throw new AssertionError("There is no entry of " + manager);
    }

    /// Who owns the number, each as `manager/operation` with `/subresource` where there is one.
    private List<String> owners() {
        var owners = new ArrayList<String>();
        for (JsonNode entry : api.get(api.widgets(), "a").path("metadata").path("managedFields")) {
            if (entry.path("fieldsV1").path("f:spec").has("f:replicas")) {
                String subresource = entry.path("subresource").asText("");
                owners.add(entry.path("manager").asText() + "/"
                        + entry.path("operation").asText() + (subresource.isEmpty() ? "" : "/" + subresource));
            }
        }
        return owners;
    }
}
