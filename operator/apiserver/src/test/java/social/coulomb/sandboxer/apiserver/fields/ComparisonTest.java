package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {
    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("nothing", "{colour: red}", "{colour: red}", "", "", ""),
                Arguments.of("a scalar changes", "{colour: red}", "{colour: blue}", "", ".spec.colour", ""),
                Arguments.of(
                        "a scalar comes and one goes",
                        "{colour: red}",
                        "{litres: 2}",
                        ".spec.litres",
                        "",
                        ".spec.colour"),
                Arguments.of("1 and 1.0 are the same", "{volume: 1}", "{volume: 1.0}", "", "", ""),
                Arguments.of("an unstated list is one whole", "{steps: [a]}", "{steps: [a, b]}", "", ".spec.steps", ""),
                Arguments.of("an atomic map is one whole", "{plate: {a: x}}", "{plate: {a: y}}", "", ".spec.plate", ""),
                Arguments.of(
                        "a map comes with its entries", "{}", "{notes: {a: x}}", ".spec.notes .spec.notes.a", "", ""),
                Arguments.of(
                        "an entry of a map changes",
                        "{notes: {a: x, b: y}}",
                        "{notes: {a: z, b: y}}",
                        "",
                        ".spec.notes.a",
                        ""),
                Arguments.of("an empty map comes", "{}", "{notes: {}}", ".spec.notes", "", ""),
                Arguments.of("a map is emptied", "{notes: {a: x}}", "{notes: {}}", "", "", ".spec.notes.a"),
                Arguments.of("null becomes a value", "{hint: null}", "{hint: x}", "", ".spec.hint", ""),
                Arguments.of(
                        "a set is compared without its order",
                        "{stickers: [a, b]}",
                        "{stickers: [b, c, a]}",
                        ".spec.stickers[=\"c\"]",
                        "",
                        ""),
                Arguments.of(
                        "items are told apart by their keys",
                        "{spouts: [{name: a, side: left, width: 1}, {name: a, side: right, width: 1}]}",
                        "{spouts: [{name: a, side: right, width: 2}]}",
                        "",
                        ".spec.spouts[name=\"a\",side=\"right\"].width",
                        ".spec.spouts[name=\"a\",side=\"left\"]"
                                + " .spec.spouts[name=\"a\",side=\"left\"].name"
                                + " .spec.spouts[name=\"a\",side=\"left\"].side"
                                + " .spec.spouts[name=\"a\",side=\"left\"].width"),
                Arguments.of(
                        "what is free becomes something else",
                        "{extra: {a: 1}}",
                        "{extra: {a: {b: 1}}}",
                        ".spec.extra.a.b",
                        ".spec.extra.a",
                        ""),
                Arguments.of(
                        "an item that stands there twice is one whole",
                        "{stickers: [a]}",
                        "{stickers: [a, a]}",
                        ".spec.stickers[=\"a\"]",
                        "",
                        ".spec.stickers[=\"a\"]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aChangeIsFoundWhereItIsOwned(
            String name, String before, String after, String added, String modified, String removed) {
        Comparison comparison = ComparisonWalk.compare(Kettles.shape(), Kettles.kettle(before), Kettles.kettle(after));

        assertThat(comparison.added()).as("added").hasToString(lines(added));
        assertThat(comparison.modified()).as("modified").hasToString(lines(modified));
        assertThat(comparison.removed()).as("removed").hasToString(lines(removed));
    }

    private static String lines(String paths) {
        return paths.replace(' ', '\n');
    }

    @Test
    void ownerReferencesAreItemsByUidAndWholeThemselves() {
        ObjectNode before = Kettles.with("metadata: {ownerReferences: [{uid: '1', name: a}]}");
        ObjectNode after = Kettles.with("metadata: {ownerReferences: [{uid: '1', name: b}]}");

        assertThat(ComparisonWalk.compare(Kettles.shape(), before, after).modified())
                .hasToString(".metadata.ownerReferences[uid=\"1\"]");
    }

    @Test
    void everythingBelowAnIgnoredFieldIsLeftOut() {
        Comparison comparison = ComparisonWalk.compare(
                Kettles.shape(), Kettles.with("{}"), Kettles.with("{status: {phase: on}, spec: {colour: red}}"));

        assertThat(comparison.without(FieldSet.of(FieldPath.of("status"))).added())
                .hasToString(".spec\n.spec.colour");
    }
}
