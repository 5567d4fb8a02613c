package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.generation;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

class PatchingTest {

    private static final WriteOptions TESTER = WriteOptions.by("tester");

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
        api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red, tags: [x]}}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aMergePatchReplacesListsAndRemovesNulls() {
        ObjectNode patched = api.merge(api.widgets(), "a", "{spec: {tags: [y, z], replicas: 4}}");
        assertThat(patched.path("spec").path("tags").toString()).isEqualTo("[\"y\",\"z\"]");

        ObjectNode cleared = api.merge(api.widgets(), "a", "{spec: {tags: null}}");
        assertThat(cleared.path("spec").has("tags")).isFalse();
        assertThat(generation(cleared)).isEqualTo(3);
    }

    @Test
    void aPatchThatChangesNothingWritesNothing() {
        String before = version(api.get(api.widgets(), "a"));

        assertThat(version(api.merge(api.widgets(), "a", "{spec: {color: red}}")))
                .isEqualTo(before);
    }

    @Test
    void aVersionInsideAPatchIsALock() {
        ApiStatus status =
                refusal(() -> api.merge(api.widgets(), "a", "{metadata: {resourceVersion: '1'}, spec: {replicas: 2}}"));

        assertThat(status.code()).isEqualTo(409);
        String present = version(api.get(api.widgets(), "a"));
        ObjectNode patched =
                api.merge(api.widgets(), "a", "{metadata: {resourceVersion: '" + present + "'}, spec: {replicas: 2}}");
        assertThat(patched.path("spec").path("replicas").asInt()).isEqualTo(2);
    }

    @Test
    void aJsonPatchIsCarriedOutInOrder() throws Exception {
        ObjectNode patched = json("""
                [{"op":"test","path":"/spec/color","value":"red"},
                 {"op":"add","path":"/metadata/annotations","value":{"k":"v"}},
                 {"op":"replace","path":"/spec/replicas","value":3}]""");

        assertThat(patched.path("spec").path("replicas").asInt()).isEqualTo(3);
        assertThat(patched.path("metadata").path("annotations").path("k").asText())
                .isEqualTo("v");
    }

    @Test
    void aJsonPatchThatDoesNotFitIsRefusedAsAWhole() {
        for (String patch : new String[] {
            "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":3},"
                    + "{\"op\":\"test\",\"path\":\"/spec/color\",\"value\":\"blue\"}]",
            "[{\"op\":\"remove\",\"path\":\"/spec/nope\"}]"
        }) {
            ApiStatus status = refusal(() -> json(patch));
            assertThat(status.code()).isEqualTo(422);
            assertThat(status.message()).isEqualTo("the server rejected our request due to an error in our request");
        }
        assertThat(api.get(api.widgets(), "a").path("spec").path("replicas").asInt())
                .isEqualTo(1);
    }

    @Test
    void somethingElseThanAListIsNoJsonPatch() {
        assertThat(refusal(() -> json("{\"a\":1}")).code()).isEqualTo(400);
    }

    @Test
    void aStrictPatchShowsWhatItWouldHaveMade() {
        ApiStatus status = refusal(() -> api.operations()
                .patch(
                        api.widgets(),
                        "a",
                        PatchKind.MERGE,
                        RequestBody.of(TestApi.yaml("{spec: {zzz: 1}}")),
                        TESTER.withValidation(FieldValidation.STRICT)));

        assertThat(status.code()).isEqualTo(422);
        assertThat(status.message())
                .startsWith(" \"\" is invalid: patch: Invalid value: \"{\\\"apiVersion\\\":\\\"example.com/v1\\\"")
                .endsWith("strict decoding error: unknown field \"spec.zzz\"");
    }

    @Test
    void aPatchCannotRename() {
        ApiStatus status = refusal(() -> api.merge(api.widgets(), "a", "{metadata: {name: b}}"));

        assertThat(status.code()).isEqualTo(400);
        assertThat(status.message()).isEqualTo("the name of the object (b) does not match the name on the URL (a)");
    }

    @Test
    void customKindsTakeNoStrategicPatch() {
        ApiStatus status = refusal(() -> api.operations()
                .patch(
                        api.widgets(),
                        "a",
                        PatchKind.STRATEGIC,
                        RequestBody.of(TestApi.yaml("{spec: {replicas: 2}}")),
                        TESTER));

        assertThat(status.code()).isEqualTo(415);
    }

    @Test
    void aStrategicPatchMergesFinalizers() {
        api.create(api.configMaps(), "{metadata: {name: c, finalizers: [example.com/a]}, data: {a: '1'}}");

        ObjectNode patched = api.operations()
                .patch(
                        api.configMaps(),
                        "c",
                        PatchKind.STRATEGIC,
                        RequestBody.of(TestApi.yaml("{metadata: {finalizers: [example.com/b]}, data: {b: '2'}}")),
                        TESTER)
                .object();

        assertThat(patched.path("metadata").path("finalizers"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("example.com/a", "example.com/b");
        assertThat(patched.path("data").path("a").asText()).isEqualTo("1");
    }

    @Test
    void forceGoesWithApplyAlone() {
        ApiStatus status = refusal(() -> api.operations()
                .patch(api.widgets(), "a", PatchKind.MERGE, RequestBody.of(TestApi.yaml("{}")), TESTER.withForce()));

        assertThat(status.message())
                .isEqualTo("PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified for"
                        + " non-apply patch");
    }

    @Test
    void patchingWhatIsNotThereIsNotFound() {
        assertThat(refusal(() -> api.merge(api.widgets(), "nope", "{spec: {}}")).code())
                .isEqualTo(404);
    }

    private ObjectNode json(String patch) {
        try {
            JsonNode operations = JsonMapper.builder().build().readTree(patch);
            return api.operations()
                    .patch(api.widgets(), "a", PatchKind.JSON, RequestBody.of(operations), TESTER)
                    .object();
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
