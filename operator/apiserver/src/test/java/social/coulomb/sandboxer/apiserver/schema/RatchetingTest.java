package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A schema may be tightened: what was there and stays as it was is let through.
class RatchetingTest {
    private final StructuralSchema schema = Yaml.schema("""
            type: object
            properties:
              a: {type: string, enum: [y]}
              b: {type: integer}
              inner: {type: object, required: [x], properties: {x: {type: string}, y: {type: string, maxLength: 1}}}
              keyed:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [k]
                items: {type: object, required: [k], properties: {k: {type: string}, v: {type: string, maxLength: 1}}}
              plain: {type: array, items: {type: string, maxLength: 1}}
              set: {type: array, x-kubernetes-list-type: set, items: {type: string}}
              rule: {type: string, x-kubernetes-validations: [{rule: self == 'good', message: bad}]}
              deep: {type: object, properties: {p: {type: string}, q: {type: string}}, x-kubernetes-validations: [{rule: "self.p == 'good'", message: bad}]}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: x, b: 1}                                | {a: x, b: 2}                                   | ''",
                "{a: x, b: 1}                                | {a: z, b: 1}                                   | a",
                "{b: 1}                                      | {b: 1, a: x}                                   | a",
                "{inner: {y: long}}                          | {inner: {y: long}, b: 1}                       | ''",
                "{inner: {y: long}}                          | {inner: {y: longer}}                           | inner.y;inner.x",
                "{keyed: [{k: a, v: long}]}                  | {keyed: [{k: b, v: x}, {k: a, v: long}]}       | ''",
                "{keyed: [{k: a, v: long}]}                  | {keyed: [{k: b, v: long}, {k: a, v: long}]}    | keyed[0].v",
                "{plain: [long]}                             | {plain: [long], b: 1}                          | ''",
                "{plain: [long]}                             | {plain: [long, x]}                             | plain[0]",
                "{set: [a, a]}                               | {set: [a, a, b, b]}                            | ''",
                "{set: [a]}                                  | {set: [a, a]}                                  | set[1]",
                "{rule: wrong, b: 1}                         | {rule: wrong, b: 2}                            | ''",
                "{rule: wrong}                               | {rule: worse}                                  | rule",
                "{deep: {p: wrong, q: x}}                    | {deep: {p: wrong, q: x}, b: 3}                 | ''",
                "{deep: {p: wrong, q: x}}                    | {deep: {p: wrong, q: y}}                       | deep"
            })
    void onlyWhatChangedIsHeldToTheSchema(String old, String updated, String fields) {
        List<String> expected = fields.isEmpty() ? List.of() : List.of(fields.split(";"));

        assertThat(schema.validate(Yaml.object(updated), Yaml.object(old)))
                .extracting(FieldError::field)
                .filteredOn(field -> !field.equals(FieldError.NO_FIELD))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void creationIsNeverLenient() {
        assertThat(schema.validate(Yaml.object("{a: x}"), null))
                .extracting(FieldError::field)
                .contains("a");
    }
}
