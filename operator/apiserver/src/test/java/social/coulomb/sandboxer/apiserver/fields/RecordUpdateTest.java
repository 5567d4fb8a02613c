package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordUpdateTest {
    @Test
    void aCreateOwnsWhatItMadeWithContainersAndDefaults() throws Exception {
        Story story = Story.created("hand", Kettles.with("""
                        metadata: {generateName: k-, labels: {a: x}, finalizers: [a/b],
                          ownerReferences: [{uid: u1, name: o}]}
                        spec: {steps: [s], plate: {p: q}, notes: {n: m}, extra: {deep: {down: 1}}, stickers: [t]}"""));

        assertThat(story.fieldsOf("hand"))
                .containsExactly(
                        ".spec",
                        ".metadata.finalizers",
                        ".metadata.generateName",
                        ".metadata.labels",
                        ".metadata.ownerReferences",
                        ".metadata.finalizers[=\"a/b\"]",
                        ".metadata.labels.a",
                        ".metadata.ownerReferences[uid=\"u1\"]",
                        ".spec.extra",
                        ".spec.litres",
                        ".spec.notes",
                        ".spec.plate",
                        ".spec.steps",
                        ".spec.stickers",
                        ".spec.extra.deep",
                        ".spec.extra.deep.down",
                        ".spec.notes.n",
                        ".spec.stickers[=\"t\"]");
    }

    @Test
    void anEntryReadsAsKubernetesWritesIt() {
        assertThat(Story.created("hand", Kettles.kettle("{colour: red}")).entries())
                .isEqualTo(Kettles.value("""
                                - apiVersion: kitchen.example.com/v1
                                  fieldsType: FieldsV1
                                  fieldsV1: {"f:spec": {".": {}, "f:colour": {}, "f:litres": {}}}
                                  manager: hand
                                  operation: Update
                                  time: "2026-05-01T08:00:00Z"
                                """));
    }

    @Test
    void whatTheBlankObjectHasIsNotOwned() {
        ObjectNode blank = Kettles.object("{metadata: {}, spec: {}}");
        ObjectNode created = new FieldOwnership(Clock.systemUTC())
                .recordUpdate(blank, Kettles.kettle("{colour: red}"), Kettles.main("hand"));

        assertThat(created.at("/metadata/managedFields/0/fieldsV1"))
                .isEqualTo(Kettles.value("{'f:spec': {'f:colour': {}}}"));
    }

    @Test
    void aWriteMovesTheChangedFieldsToTheWriter() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{colour: red, notes: {a: x, b: y}}"))
                .patch("foot", "{spec: {colour: blue, notes: {a: z, b: null}}}");

        assertThat(story.fieldsOf("hand")).containsExactly(".spec", ".spec.litres", ".spec.notes");
        assertThat(story.fieldsOf("foot")).containsExactly(".spec.colour", ".spec.notes.a");
        assertThat(story.managers()).containsExactly("hand/Update", "foot/Update");
        assertThat(story.timeOf("hand")).isEqualTo("2026-05-01T08:00:00Z");
        assertThat(story.timeOf("foot")).isEqualTo("2026-05-01T08:01:00Z");
    }

    @Test
    void aLaterWriteJoinsTheWritersEarlierFieldsAndSortsThemByTime() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{colour: red}"))
                .patch("foot", "{spec: {litres: 2}}")
                .patch("hand", "{spec: {volume: 0.5}}");

        assertThat(story.managers()).containsExactly("foot/Update", "hand/Update");
        assertThat(story.fieldsOf("hand")).containsExactly(".spec", ".spec.colour", ".spec.volume");
        assertThat(story.timeOf("hand")).isEqualTo("2026-05-01T08:02:00Z");
    }

    @Test
    void aWriteThatChangesNothingChangesNothing() {
        Story story = Story.created("hand", Kettles.kettle("{colour: red, stickers: [a]}"));
        ObjectNode before = story.live();

        assertThat(story.patch("foot", "{spec: {colour: red}}").live()).isEqualTo(before);
    }

    @Test
    void takingAFieldAwayGivesNothingToTheWriter() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{colour: red}")).patch("foot", "{spec: {colour: null}}");

        assertThat(story.managers()).containsExactly("hand/Update");
        assertThat(story.fieldsOf("hand")).containsExactly(".spec", ".spec.litres");
        assertThat(story.timeOf("hand")).isEqualTo("2026-05-01T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{managedFields: null}",
                "{managedFields: []}",
                "{managedFields: [{manager: x, operation: Dance, apiVersion: v1, fieldsType: FieldsV1}]}",
                "{managedFields: [{manager: x, operation: Update, apiVersion: v1, fieldsType: FieldsV9}]}",
                "{managedFields: [{manager: x, operation: Update, fieldsType: FieldsV1}]}"
            })
    void aPutWithoutAUsableRecordKeepsTheStoredOne(String metadata) {
        Story story = Story.created("hand", Kettles.kettle("{colour: red}"));
        ObjectNode before = story.live();
        ObjectNode put = story.live();
        put.withObject("/metadata").remove("managedFields");
        put.withObject("/metadata").setAll((ObjectNode) Kettles.value(metadata));

        assertThat(story.put(Kettles.main("foot"), put).live()).isEqualTo(before);
    }

    @Test
    void aRecordInTheRequestReplacesTheStoredOne() throws Exception {
        Story story = new Story().apply("cook", "{colour: red}").patch("hand", "{spec: {volume: 1}}");

        story.patch("foot", """
                metadata:
                  managedFields:
                  - {manager: heir, operation: Apply, apiVersion: kitchen.example.com/v1, fieldsType: FieldsV1,
                     fieldsV1: {'f:spec': {'f:colour': {}}}, time: '2026-01-01T00:00:00Z'}
                """);

        assertThat(story.managers()).containsExactly("heir/Apply");
        assertThat(story.timeOf("heir")).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void oneEmptyEntryForgetsAllAndNothingIsTrackedUntilTheNextApply() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{colour: red}"))
                .patch("hand", "{metadata: {managedFields: [{}]}}");
        assertThat(story.live().path("metadata").has("managedFields")).isFalse();

        story.patch("foot", "{spec: {colour: blue}}");
        assertThat(story.live().path("metadata").has("managedFields")).isFalse();

        story.apply("cook", "{litres: 1}");
        assertThat(story.managers()).containsExactly("cook/Apply", "before-first-apply/Update");
    }

    @Test
    void theStatusEndpointOwnsTheStatusAndIgnoresTheRecordInTheRequest() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{colour: red}"))
                .patch(Kettles.status("hand"), "{metadata: {managedFields: [{}]}, status: {phase: hot}}")
                .patch(Kettles.main("hand"), "{status: {boiled: 1}}");

        assertThat(story.managers()).containsExactly("hand/Update", "hand/Update/status");
        assertThat(story.fieldsOf("hand"))
                .as("the main endpoint does not own the status")
                .containsExactly(".spec", ".spec.colour", ".spec.litres", ".status", ".status.phase");
    }

    @Test
    void whatComesThroughTheScaleEndpointHasNoTime() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{colour: red}"))
                .patch(Kettles.scale("hand"), "{spec: {litres: 4}}")
                .patch(Kettles.scale("hand"), "{spec: {litres: 5}}");

        assertThat(story.managers()).containsExactly("hand/Update/scale", "hand/Update");
        assertThat(story.timeOf("hand")).isEqualTo("none");
        assertThat(story.fieldsOf("hand")).containsExactly(".spec.litres", ".spec", ".spec.colour");
    }

    @Test
    void eachVersionHasAnEntryOfItsOwn() {
        var older = new WriteScope(Kettles.SCHEMA.root(), "kitchen.example.com/v1alpha1", "hand", "", Set.of());
        Story story = Story.created("hand", Kettles.kettle("{colour: red}")).patch(older, "{spec: {litres: 2}}");

        assertThat(story.managers()).containsExactly("hand/Update", "hand/Update");
        assertThat(story.patch("hand", "{spec: {litres: 3}}").managers()).containsExactly("hand/Update");
    }

    @Test
    void anItemThatCannotBeToldApartKeepsTheStoredRecord() {
        Story story = Story.created("hand", Kettles.kettle("{colour: red}"));

        assertThat(story.patch("foot", "{spec: {stickers: [null]}}").managers()).containsExactly("hand/Update");
    }
}
