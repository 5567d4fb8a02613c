package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApplyTest {
    private static final String SPOUT = ".spec.spouts[name=\"a\",side=\"left\"]";

    @Test
    void anApplyThatCreatesOwnsItsLeavesAndNotTheirContainers() throws Exception {
        Story story = new Story().apply(Kettles.main("cook"), Kettles.with("""
                                metadata: {labels: {room: hall}}
                                spec: {colour: red, notes: {a: x}, plate: {b: y}, steps: [c], stickers: [d],
                                  spouts: [{name: a, width: 1}]}"""), false);

        assertThat(story.fieldsOf("cook"))
                .containsExactly(
                        ".metadata.labels.room",
                        ".spec.colour",
                        ".spec.plate",
                        ".spec.steps",
                        ".spec.notes.a",
                        SPOUT,
                        SPOUT + ".name",
                        SPOUT + ".width",
                        ".spec.stickers[=\"d\"]");
        assertThat(story.timeOf("cook")).isEqualTo("2026-05-01T08:01:00Z");
    }

    @Test
    void defaultsBelongToNobody() throws Exception {
        Story story = new Story().apply("cook", "{colour: red}");

        assertThat(story.spec().path("litres").asInt()).isEqualTo(1);
        assertThat(story.fieldsOf("cook")).containsExactly(".spec.colour");
    }

    @Test
    void theSameApplyAgainLeavesTheObjectAsItIs() throws Exception {
        Story story = new Story().apply("cook", "{colour: red, stickers: [a], spouts: [{name: a}]}");
        ObjectNode before = story.live();

        assertThat(story.apply("cook", "{colour: red, stickers: [a], spouts: [{name: a}]}")
                        .live())
                .isEqualTo(before);
    }

    @Test
    void equalValuesAreOwnedTogetherWithoutConflict() throws Exception {
        Story story = new Story().apply("cook", "{colour: red}").apply("maid", "{colour: red}");

        assertThat(story.fieldsOf("cook")).containsExactly(".spec.colour");
        assertThat(story.fieldsOf("maid")).containsExactly(".spec.colour");
        assertThat(story.timeOf("maid")).as("nothing was changed").isEqualTo("none");
    }

    @Test
    void otherValuesConflictFieldByField() throws Exception {
        Story story = new Story().apply("cook", "{colour: red, steps: [a], spouts: [{name: a, width: 1}]}");

        ApplyConflict conflict = conflict(story, "maid", "{colour: blue, steps: [b], spouts: [{name: a, width: 2}]}");

        assertThat(conflict)
                .hasMessage("Apply failed with 3 conflicts: conflicts with \"cook\":\n"
                        + "- .spec.colour\n- .spec.steps\n- " + SPOUT + ".width");
        assertThat(conflict.conflicts())
                .containsExactly(
                        new Conflict("\"cook\"", ".spec.colour"),
                        new Conflict("\"cook\"", ".spec.steps"),
                        new Conflict("\"cook\"", SPOUT + ".width"));
        assertThat(conflict.conflicts().getFirst().message()).isEqualTo("conflict with \"cook\"");
    }

    @Test
    void aSingleConflictWithAnUpdaterNamesItsVersion() throws Exception {
        Story story = new Story().apply("cook", "{colour: red}").patch("hand", "{spec: {litres: 7}}");

        assertThat(conflict(story, "maid", "{litres: 2}"))
                .hasMessage("Apply failed with 1 conflict: conflict with \"hand\" using kitchen.example.com/v1:"
                        + " .spec.litres");
    }

    @Test
    void aConflictWithASubresourceNamesIt() throws Exception {
        Story story = new Story().apply("cook", "{colour: red}").patch(Kettles.scale("valve"), "{spec: {litres: 7}}");

        assertThat(conflict(story, "maid", "{litres: 2}"))
                .hasMessage("Apply failed with 1 conflict: conflict with \"valve\" with subresource \"scale\""
                        + " using kitchen.example.com/v1: .spec.litres");
    }

    @Test
    void severalOwnersAreListedInOrder() throws Exception {
        Story story = new Story()
                .apply("maid", "{colour: red}")
                .apply("cook", "{colour: red}")
                .patch("hand", "{spec: {litres: 7}}");

        assertThat(conflict(story, "butler", "{colour: blue, litres: 3}"))
                .hasMessage("Apply failed with 3 conflicts: conflicts with \"cook\":\n- .spec.colour\n"
                        + "conflicts with \"hand\" using kitchen.example.com/v1:\n- .spec.litres\n"
                        + "conflicts with \"maid\":\n- .spec.colour");
    }

    @Test
    void forceTakesTheFieldsFromTheirOwners() throws Exception {
        Story story = new Story().apply("cook", "{colour: red, litres: 2}").force("maid", "{litres: 5}");

        assertThat(story.spec().path("litres").asInt()).isEqualTo(5);
        assertThat(story.fieldsOf("cook")).containsExactly(".spec.colour");
        assertThat(story.fieldsOf("maid")).containsExactly(".spec.litres");
    }

    @Test
    void whatAnApplierNoLongerStatesGoesUnlessSomebodyElseHasIt() throws Exception {
        Story story = new Story()
                .apply(
                        "cook",
                        "{colour: red, litres: 2, notes: {a: x}, plate: {b: y}, steps: [c], stickers: [d, e],"
                                + " lid: {hinge: {metal: tin}}, spouts: [{name: a, width: 1}, {name: b, width: 2}]}")
                .apply("maid", "{litres: 2, notes: {z: q}, stickers: [f], spouts: [{name: a}]}")
                .apply("cook", "{colour: red}");

        assertThat(story.spec())
                .isEqualTo(Kettles.value(
                        "{colour: red, litres: 2, notes: {z: q}, stickers: [f], spouts: [{name: a, side: left}]}"));
        assertThat(story.fieldsOf("cook")).containsExactly(".spec.colour");
    }

    @Test
    void anEmptyContainerGoesWithItsLastField() throws Exception {
        Story story = new Story()
                .apply(Kettles.main("cook"), Kettles.with("{metadata: {labels: {a: x}}, spec: {notes: {b: y}}}"), false)
                .apply("cook", "{colour: red}");

        assertThat(story.live().path("metadata").has("labels")).isFalse();
        assertThat(story.spec().has("notes")).isFalse();
    }

    @Test
    void aMapThatSomebodyElseMadeStaysWhenItsLastEntryGoes() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{notes: {}}"))
                .apply("cook", "{notes: {a: x}}")
                .apply("cook", "{}");

        assertThat(story.spec().path("notes")).isEqualTo(Kettles.value("{}"));
        assertThat(story.fieldsOf("hand")).contains(".spec.notes");
    }

    @Test
    void anExplicitNullClearsAMapThatMayBeNull() throws Exception {
        Story story =
                new Story().apply("cook", "{cord: {metres: 2, plug: round}}").apply("cook", "{cord: null}");

        assertThat(story.spec().path("cord").isNull()).isTrue();
        assertThat(story.fieldsOf("cook")).containsExactly(".spec.cord");
    }

    @Test
    void emptyMapsAndNullsAreOwnedByWhoStatesThem() throws Exception {
        Story story = new Story().apply("cook", "{notes: {}, hint: null, stickers: [], steps: []}");

        assertThat(story.fieldsOf("cook")).containsExactly(".spec.hint", ".spec.notes", ".spec.steps");
    }

    @Test
    void fieldsThatNobodyOwnsStayWhenTheirNeighbourGoes() throws Exception {
        Story story = new Story()
                .apply("cook", "{spouts: [{name: a, width: 1}], colour: red}")
                .apply("cook", "{spouts: [{name: a}], colour: red}");

        assertThat(story.spec().path("spouts")).isEqualTo(Kettles.value("[{name: a, side: left}]"));
    }

    @Test
    void anApplierWhoStatesNothingMoreHasNoEntry() throws Exception {
        Story story = new Story()
                .apply("cook", "{colour: red}")
                .apply("maid", "{litres: 3}")
                .apply(Kettles.main("cook"), Kettles.with("{}"), false);

        assertThat(story.managers()).containsExactly("maid/Apply");
        assertThat(story.spec().has("colour")).isFalse();
    }

    @Test
    void anOperatorOwnsItsFinalizerOnly() throws Exception {
        Story story = new Story()
                .apply("cook", "{colour: red}")
                .apply(
                        Kettles.main("operator"),
                        Kettles.with("metadata: {finalizers: [kitchen.example.com/cleanup]}"),
                        true);

        assertThat(story.fieldsOf("operator"))
                .containsExactly(".metadata.finalizers[=\"kitchen.example.com/cleanup\"]");
        assertThat(story.apply(Kettles.main("operator"), Kettles.with("{}"), true)
                        .live()
                        .path("metadata")
                        .has("finalizers"))
                .isFalse();
    }

    @Test
    void theStatusHasOwnersOfItsOwn() throws Exception {
        Story story = new Story()
                .apply("cook", "{colour: red}")
                .apply(Kettles.status("cook"), Kettles.with("status: {phase: hot, boiled: 1}"), true)
                .apply(Kettles.status("cook"), Kettles.with("status: {phase: cold}"), true);

        assertThat(story.managers()).containsExactly("cook/Apply", "cook/Apply/status");
        assertThat(story.fieldsOf("cook")).containsExactly(".spec.colour", ".status.phase");
        assertThat(story.live().path("status")).isEqualTo(Kettles.value("{phase: cold}"));
        assertThat(story.spec().path("colour").asText()).isEqualTo("red");
    }

    @Test
    void theFirstApplyToAnUntrackedObjectGivesTheRestToItsFormerOwners() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{colour: red, litres: 2}"))
                .patch("hand", "{metadata: {managedFields: [{}]}}");
        assertThat(story.managers()).isEmpty();

        story.apply("cook", "{colour: red}");

        assertThat(story.managers()).containsExactly("cook/Apply", "before-first-apply/Update");
        assertThat(story.fieldsOf("before-first-apply")).containsExactly(".spec", ".spec.colour", ".spec.litres");
    }

    @Test
    void aBlankObjectWithoutUidIsNoFormerOwner() throws Exception {
        ObjectNode blank = Kettles.object("{metadata: {}, spec: {}, status: {}}");

        ObjectNode merged = new FieldOwnership(Clock.systemUTC())
                .apply(blank, Kettles.kettle("{colour: red}"), Kettles.main("cook"), false);

        assertThat(merged.path("metadata").path("managedFields")).hasSize(1);
        assertThat(merged.path("status")).isEqualTo(Kettles.value("{}"));
    }

    @Test
    void whatCannotBeMergedIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> new Story().apply("cook", "{size: 1}"))
                .isInstanceOfSatisfying(
                        ApplyInvalid.class,
                        invalid -> assertThat(invalid.kind()).isEqualTo(ApplyInvalid.Kind.UNTYPED))
                .hasMessage("failed to create typed patch object (/k; kitchen.example.com/v1, Kind=Kettle):"
                        + " .spec.size: field not declared in schema");
        assertThatThrownBy(() ->
                        new Story().apply(Kettles.main("cook"), Kettles.with("metadata: {managedFields: []}"), false))
                .isInstanceOfSatisfying(
                        ApplyInvalid.class,
                        invalid -> assertThat(invalid.kind()).isEqualTo(ApplyInvalid.Kind.BAD_REQUEST))
                .hasMessage("metadata.managedFields must be nil");
        assertThatThrownBy(() -> new Story()
                        .apply(Kettles.main("cook"), Kettles.with("apiVersion: kitchen.example.com/v2"), false))
                .hasMessage("Incorrect version specified in apply patch."
                        + " Specified patch version: kitchen.example.com/v2, expected: kitchen.example.com/v1");
    }

    @Test
    void anObjectOfTheCoreGroupIsNamedWithItsVersionAlone() {
        var scope = new WriteScope(Kettles.SCHEMA.root(), "v1", "cook", "", Set.of());

        assertThatThrownBy(() -> new Story()
                        .apply(scope, Kettles.with("{apiVersion: v1, metadata: {namespace: ns}, size: 1}"), false))
                .hasMessage("failed to create typed patch object (ns/k; /v1, Kind=Kettle):"
                        + " .size: field not declared in schema");
    }

    @Test
    void neitherTheStoredObjectNorTheConfigurationIsChanged() throws Exception {
        ObjectNode live =
                new Story().apply("cook", "{colour: red, notes: {a: x}}").live();
        ObjectNode configuration = Kettles.kettle("{notes: {b: y}}");
        List<ObjectNode> copies = List.of(live.deepCopy(), configuration.deepCopy());

        new FieldOwnership(Clock.systemUTC()).apply(live, configuration, Kettles.main("cook"), false);

        assertThat(List.of(live, configuration)).isEqualTo(copies);
    }

    private static ApplyConflict conflict(Story story, String manager, String spec) {
        return catchThrowableOfType(ApplyConflict.class, () -> story.apply(manager, spec));
    }
}
