package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeCheckTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{size: 1} | .spec.size: field not declared in schema",
                "{colour: 5} | .spec.colour: expected string, got &value.valueUnstructured{Value:5}",
                "{litres: two} | .spec.litres: expected numeric (int or float), got string",
                "{litres: {a: 1}} | .spec.litres: expected numeric (int or float), got map[string]interface {}",
                "{electric: 1} | .spec.electric: expected boolean, got &{1}",
                "{power: [1]} | .spec.power: expected any scalar, got &{[1]}",
                "{stickers: {a: b}} | .spec.stickers: expected list, got &{map[a:b]}",
                "{notes: text} | .spec.notes: expected map, got &{text}",
                "{notes: {a: 1}} | .spec.notes.a: expected string, got &value.valueUnstructured{Value:1}",
                "{stickers: [q, q]} | .spec.stickers: duplicate entries for key [=\"q\"]",
                "{stickers: [[a]]} | .spec.stickers: element 0: not supported: associative list with lists as elements",
                "{stickers: [{}]} | .spec.stickers: element 0: associative list without keys has an element that's a map type",
                "{stickers: [null]} | .spec.stickers: element 0: associative list without keys has an element that's an explicit null",
                "{spouts: [null]} | .spec.spouts: element 0: associative list with keys may not have a null element",
                "{spouts: [a]} | .spec.spouts: element 0: associative list with keys may not have non-map elements",
                "{spouts: [{name: a}, {name: a, side: left}]}"
                        + " | .spec.spouts: duplicate entries for key [name=\"a\",side=\"left\"]",
            })
    void whatDoesNotFitIsNamed(String spec, String fault) {
        assertThat(TypeCheck.fault(Kettles.shape(), Kettles.kettle(spec))).contains(fault);
    }

    @Test
    void severalFaultsAreListed() {
        assertThat(TypeCheck.fault(Kettles.shape(), Kettles.kettle("{colour: true, litres: x}")))
                .contains("errors:\n"
                        + "  .spec.colour: expected string, got &value.valueUnstructured{Value:true}\n"
                        + "  .spec.litres: expected numeric (int or float), got string");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{colour: null, notes: null, stickers: null}",
                "{power: 5}",
                "{power: high}",
                "{extra: {any: [thing, {a: 1}]}}",
                "{rooms: {hall: {floor: 1}}}",
                "{spouts: [{name: a}, {name: a, side: right}]}",
            })
    void whatFitsPasses(String spec) {
        assertThat(TypeCheck.fault(Kettles.shape(), Kettles.kettle(spec))).isEmpty();
    }

    @Test
    void metadataHasOneSchemaForAllKinds() {
        assertThat(TypeCheck.fault(Kettles.shape(), Kettles.with("metadata: {finalizers: [a/b, a/b]}")))
                .contains(".metadata.finalizers: duplicate entries for key [=\"a/b\"]");
        assertThat(TypeCheck.fault(Kettles.shape(), Kettles.with("metadata: {colour: red}")))
                .contains(".metadata.colour: field not declared in schema");
    }
}
