package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.generation;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;

class UpdatingTest {

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
    void aChangedSpecRaisesGenerationAndVersion() {
        ObjectNode made = widget("a");
        ObjectNode wanted = made.deepCopy();
        ((ObjectNode) wanted.path("spec")).put("replicas", 3);

        ObjectNode updated = api.update(api.widgets(), wanted);

        assertThat(generation(updated)).isEqualTo(2);
        assertThat(Long.parseLong(version(updated))).isGreaterThan(Long.parseLong(version(made)));
        assertThat(updated.path("metadata").path("uid"))
                .isEqualTo(made.path("metadata").path("uid"));
    }

    @Test
    void changedLabelsLeaveTheGenerationAlone() {
        ObjectNode wanted = widget("a").deepCopy();
        ((ObjectNode) wanted.path("metadata")).putObject("labels").put("x", "1");

        ObjectNode updated = api.update(api.widgets(), wanted);

        assertThat(generation(updated)).isEqualTo(1);
        assertThat(updated.path("metadata").path("labels").path("x").asText()).isEqualTo("1");
    }

    @Test
    void anUpdateThatChangesNothingWritesNothing() {
        ObjectNode made = widget("a");
        long before = api.store().revision();

        ObjectNode updated = api.update(api.widgets(), made.deepCopy());

        assertThat(updated).isEqualTo(made);
        assertThat(api.store().revision()).isEqualTo(before);
    }

    @Test
    void theMainEndpointPassesOverTheStatus() {
        ObjectNode made = widget("a");
        ObjectNode wanted = made.deepCopy();
        wanted.putObject("status").put("phase", "Hacked");

        ObjectNode updated = api.update(api.widgets(), wanted);

        assertThat(updated.has("status")).isFalse();
        assertThat(version(updated)).isEqualTo(version(made));
    }

    @Test
    void theStatusEndpointWritesNothingElse() {
        ObjectNode wanted = widget("a").deepCopy();
        ((ObjectNode) wanted.path("spec")).put("replicas", 9);
        ((ObjectNode) wanted.path("metadata")).putObject("labels").put("stolen", "1");
        wanted.putObject("status").put("phase", "Running");

        ObjectNode updated = api.update(api.status(api.widgets()), wanted);

        assertThat(updated.path("status").path("phase").asText()).isEqualTo("Running");
        assertThat(updated.path("spec").path("replicas").asInt()).isEqualTo(1);
        assertThat(updated.path("metadata").has("labels")).isFalse();
        assertThat(generation(updated)).isEqualTo(1);
        assertThat(updated.path("metadata").path("managedFields").toString()).contains("\"subresource\":\"status\"");
    }

    @Test
    void anInvalidStatusIsNamedFromTheStatusOn() {
        widget("a");

        ApiStatus status = refusal(() -> api.merge(api.status(api.widgets()), "a", "{status: {phase: 5}}"));

        assertThat(status.code()).isEqualTo(422);
        assertThat(status.message())
                .contains("status.phase: Invalid value: \"integer\": phase in body must be of type string");
    }

    @Test
    void withoutStatusSubresourceAStatusCounts() {
        api.create(api.gadgets(), "{metadata: {name: g}, status: {y: '1'}}");

        assertThat(generation(api.merge(api.gadgets(), "g", "{status: {y: '2'}}")))
                .isEqualTo(2);
    }

    @Test
    void whatBelongsToTheServerStays() {
        ObjectNode made = widget("a");
        ObjectNode wanted = made.deepCopy();
        ((ObjectNode) wanted.path("metadata"))
                .put("generation", 99)
                .put("creationTimestamp", "2001-01-01T00:00:00Z")
                .put("deletionTimestamp", "2001-01-01T00:00:00Z");

        assertThat(api.update(api.widgets(), wanted)).isEqualTo(made);
    }

    @Test
    void anOlderVersionIsRefused() {
        ObjectNode made = widget("a");
        api.merge(api.widgets(), "a", "{spec: {replicas: 2}}");

        ApiStatus status = refusal(() -> api.update(api.widgets(), made));

        assertThat(status.code()).isEqualTo(409);
        assertThat(status.reason()).isEqualTo("Conflict");
        assertThat(status.message())
                .isEqualTo("Operation cannot be fulfilled on widgets.example.com \"a\": the object has been modified;"
                        + " please apply your changes to the latest version and try again");
    }

    @Test
    void customKindsMustSayWhichVersionTheyReplace() {
        ObjectNode made = widget("a");
        ((ObjectNode) made.path("metadata")).remove("resourceVersion");

        ApiStatus status = refusal(() -> api.update(api.widgets(), made));

        assertThat(status.code()).isEqualTo(422);
        assertThat(status.message())
                .isEqualTo("widgets.example.com \"a\" is invalid: metadata.resourceVersion: Invalid value: 0: must be"
                        + " specified for an update");
    }

    @Test
    void configMapsMayLeaveTheVersionOpen() {
        api.create(api.configMaps(), "{metadata: {name: c}, data: {a: '1'}}");

        ObjectNode updated = api.operations()
                .update(
                        api.configMaps(),
                        "c",
                        TestApi.body(api.configMaps(), "{metadata: {name: c}, data: {b: '2'}}"),
                        TESTER)
                .object();

        assertThat(updated.path("data").toString()).isEqualTo("{\"b\":\"2\"}");
        assertThat(updated.path("metadata").has("generation")).isFalse();
    }

    @Test
    void anotherUidIsAConflict() {
        ObjectNode made = widget("a").deepCopy();
        ((ObjectNode) made.path("metadata")).put("uid", "someone-else");

        ApiStatus status = refusal(() -> api.update(api.widgets(), made));

        assertThat(status.code()).isEqualTo(409);
        assertThat(status.message()).contains("Precondition failed: UID in precondition: someone-else");
    }

    @Test
    void anotherNameThanTheUrlsIsRefused() {
        ObjectNode made = widget("a").deepCopy();
        ((ObjectNode) made.path("metadata")).put("name", "b");

        ApiStatus status = refusal(() -> api.operations().update(api.widgets(), "a", RequestBody.of(made), TESTER));

        assertThat(status.code()).isEqualTo(400);
        assertThat(status.message()).isEqualTo("the name of the object (b) does not match the name on the URL (a)");
    }

    @Test
    void replacingWhatIsNotThereIsNotFound() {
        ApiStatus status = refusal(() -> api.operations()
                .update(
                        api.widgets(),
                        "nope",
                        TestApi.body(api.widgets(), "{metadata: {name: nope}, spec: {color: red}}"),
                        TESTER));

        assertThat(status.code()).isEqualTo(404);
    }

    @Test
    void aTransitionRuleSeesTheOldValue() {
        widget("a");
        api.merge(api.widgets(), "a", "{spec: {image: one}}");

        ApiStatus status = refusal(() -> api.merge(api.widgets(), "a", "{spec: {image: two}}"));

        assertThat(status.message())
                .isEqualTo("Widget.example.com \"a\" is invalid: spec.image: Invalid value: \"two\": image is"
                        + " immutable");
    }

    @Test
    void aDryRunChangesNothing() {
        ObjectNode wanted = widget("a").deepCopy();
        ((ObjectNode) wanted.path("spec")).put("replicas", 9);

        WriteResult result = api.operations().update(api.widgets(), "a", RequestBody.of(wanted), TESTER.withDryRun());

        assertThat(result.object().path("spec").path("replicas").asInt()).isEqualTo(9);
        assertThat(api.get(api.widgets(), "a").path("spec").path("replicas").asInt())
                .isEqualTo(1);
    }

    @Test
    void ofWritersWithTheSameVersionExactlyOneWins() throws Exception {
        ObjectNode made = widget("a");
        var writers = new ArrayList<Callable<Boolean>>();
        for (int writer = 2; writer < 10; writer++) {
            ObjectNode wanted = made.deepCopy();
            ((ObjectNode) wanted.path("spec")).put("replicas", writer);
            writers.add(() -> succeeds(wanted));
        }

        long winners = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result : executor.invokeAll(writers)) {
                winners += result.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
        assertThat(generation(api.get(api.widgets(), "a"))).isEqualTo(2);
    }

    @Test
    void patchesWithoutAVersionNeverLoseEachOther() throws Exception {
        widget("a");
        var writers = new ArrayList<Callable<ObjectNode>>();
        for (int writer = 0; writer < 20; writer++) {
            String label = "{metadata: {labels: {l" + writer + ": x}}}";
            writers.add(() -> api.merge(api.widgets(), "a", label));
        }

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ObjectNode> result : executor.invokeAll(writers)) {
                result.get();
            }
        }

        assertThat(api.get(api.widgets(), "a").path("metadata").path("labels")).hasSize(20);
    }

    @Test
    void aScaleReadsAndWritesReplicas() {
        widget("a");
        RequestScope scale = api.scale(api.widgets());

        ObjectNode shown = api.get(scale, "a");
        assertThat(shown.path("kind").asText()).isEqualTo("Scale");
        assertThat(shown.path("apiVersion").asText()).isEqualTo("autoscaling/v1");
        assertThat(shown.path("spec").path("replicas").asInt()).isEqualTo(1);

        ObjectNode scaled = api.merge(scale, "a", "{spec: {replicas: 5}}");
        assertThat(scaled.path("spec").path("replicas").asInt()).isEqualTo(5);
        assertThat(api.get(api.widgets(), "a").path("spec").path("replicas").asInt())
                .isEqualTo(5);

        ApiStatus tooMany = refusal(() -> api.merge(scale, "a", "{spec: {replicas: 50}}"));
        assertThat(tooMany.message()).contains("spec.replicas in body should be less than or equal to 10");
        ApiStatus negative = refusal(() -> api.merge(scale, "a", "{spec: {replicas: -1}}"));
        assertThat(negative.message())
                .contains("spec.replicas in body should be greater than or equal to 0")
                .contains(".spec.replicas: Invalid value: -1: should be a non-negative integer");
    }

    private boolean succeeds(ObjectNode wanted) {
        try {
            api.update(api.widgets(), wanted);
            return true;
        } catch (StatusException refused) {
            assertThat(refused.status().code()).isEqualTo(409);
            return false;
        }
    }

    private ObjectNode widget(String name) {
        return api.create(api.widgets(), "{metadata: {name: " + name + "}, spec: {color: red}}");
    }
}
