package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final String FIELDS = """
            properties:
              text: {type: string}
              whole: {type: integer}
              real: {type: number}
              flag: {type: boolean}
              either: {x-kubernetes-int-or-string: true}
              when: {type: string, format: date-time}
              day: {type: string, format: date}
              long: {type: string, format: duration}
              raw: {type: string, format: byte}
              maybe: {type: string, nullable: true}
              list: {type: array, items: {type: integer}}
              inner: {type: object, properties: {deep: {type: string}}}
              map: {type: object, additionalProperties: {type: integer}}
              namespace: {type: string}
              x-y: {type: string}
              a.b/c__d: {type: string}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self.text == 'x' && has(self.text) && !has(self.inner.deep)",
                "self.whole + 1 == 4 && self.real > 1.4 && self.real < 2 && self.flag",
                "self.either == 80 || self.either == 'http'",
                "type(self.either) == int",
                "self.when < timestamp('2025-01-01T00:00:00Z') && self.when.getFullYear() == 2024",
                "self.day == timestamp('2024-02-29T00:00:00Z')",
                "self.long == duration('90m') && self.long > duration('1h')",
                "size(self.raw) == 2",
                "self.maybe == null",
                "self.list.all(x, x > 0) && self.list.map(x, x * 2) == [2, 4] && self.list.filter(x, x > 1).size() == 1",
                "self.list.exists_one(x, x == 1) && 2 in self.list",
                "self.map.all(k, self.map[k] < 9) && 'a-b' in self.map && self.map['a-b'] == 1",
                "self.?inner.?deep.orValue('none') == 'none'",
                "self.__namespace__ == 'ns' && self.x__dash__y == 'dash'",
                "self.a__dot__b__slash__c__underscores__d == 'all'",
                "!has(oldSelf.text) || true"
            })
    void rulesSeeTheFields(String rule) {
        StructuralSchema schema = nested(FIELDS, rule);
        String object = """
                spec:
                  text: x
                  whole: 3
                  real: 1.5
                  flag: true
                  either: 80
                  when: 2024-05-06T07:08:09Z
                  day: "2024-02-29"
                  long: 1h30m
                  raw: aGk=
                  maybe: null
                  list: [1, 2]
                  inner: {}
                  map: {a-b: 1}
                  namespace: ns
                  x-y: dash
                  a.b/c__d: all
                """;

        assertThat(schema.checkRules()).isEmpty();
        assertThat(schema.validate(Yaml.object(object), null)).isEmpty();
    }

    @Test
    void rulesAtTheRootSeeTheNameAndTheKind() {
        StructuralSchema schema = Yaml.schema("""
                type: object
                x-kubernetes-validations:
                  - {rule: "self.metadata.name == 'a' && self.kind == 'K' && self.apiVersion == 'g/v'", message: wrong}
                """);

        assertThat(schema.validate(Yaml.object("{apiVersion: g/v, kind: K, metadata: {name: a}}"), null))
                .isEmpty();
        assertThat(lines(schema.validate(Yaml.object("{apiVersion: g/v, kind: K, metadata: {name: b}}"), null)))
                .containsExactly("<nil>: Invalid value: wrong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "self.nope == 1            | rule | compilation failed: ERROR: <input>:1:5: undefined field 'nope'",
                "self.text == 1            | rule | found no matching overload for '_==_' applied to '(string, int)'",
                "self.text                 | rule | cel expression must evaluate to a bool",
                "self.free.any == 1        | rule | undefined field 'free'",
                "self.                     | rule | compilation failed: ERROR"
            })
    void unusableRulesAreNamed(String rule, String member, String text) {
        StructuralSchema schema = nested(FIELDS + "  free: {x-kubernetes-preserve-unknown-fields: true}\n", rule);

        assertThat(schema.checkRules()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("properties[spec].x-kubernetes-validations[0]." + member);
            assertThat(error.message()).contains(text);
            assertThat(error.reason()).isEqualTo(FieldError.Reason.INVALID);
        });
    }

    @Test
    void unusableMessagesAndPathsAreNamed() {
        StructuralSchema schema = Yaml.schema("""
                type: object
                properties:
                  a: {type: string}
                x-kubernetes-validations:
                  - {rule: "true", messageExpression: "1"}
                  - {rule: "true", fieldPath: ".b"}
                """);

        assertThat(schema.checkRules())
                .extracting(FieldError::field)
                .containsExactly(
                        "x-kubernetes-validations[0].messageExpression", "x-kubernetes-validations[1].fieldPath");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                            | spec: Invalid value: failed rule: self.whole == 1",
                "message: ' plain '                            | spec: Invalid value: plain",
                "messageExpression: \"'is ' + string(self.whole)\" | spec: Invalid value: is 3",
                "messageExpression: \"string(1 / 0)\"          | spec: Invalid value: failed rule: self.whole == 1",
                "message: m, messageExpression: \"' '\"        | spec: Invalid value: m",
                "message: m, reason: FieldValueForbidden       | spec: Forbidden: m",
                "message: m, reason: FieldValueRequired        | spec: Required value: m",
                "message: m, reason: FieldValueDuplicate       | spec: Duplicate value",
                "message: m, fieldPath: .whole                 | spec.whole: Invalid value: m",
                "message: m, fieldPath: \"['x-y']\"            | spec.x-y: Invalid value: m"
            })
    void violationsCarryMessageReasonAndPath(String extras, String line) {
        String separator = extras.isEmpty() ? "" : ", ";
        StructuralSchema schema = Yaml.schema("type: object\nproperties:\n  spec:\n    type: object\n"
                + FIELDS.indent(4)
                + "    x-kubernetes-validations:\n    - {rule: self.whole == 1" + separator + extras + "}\n");

        assertThat(schema.checkRules()).isEmpty();
        assertThat(lines(schema.validate(Yaml.object("{spec: {whole: 3}}"), null)))
                .containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "self.map['z'] == 1         | spec: Invalid value: \"object\": no such key: z evaluating rule: why",
                "self.text == 'a'           | spec: Invalid value: \"object\": no such key: text evaluating rule: why",
                "self.whole / 0 == 1        | spec: Invalid value: \"object\": division by zero evaluating rule: why",
                "self.either.startsWith('') | spec: Invalid value: \"object\": 'no such overload: startsWith': call arguments did not match a supported operator, function or macro signature for rule: why"
            })
    void failuresOfARuleAreErrorsOfTheObject(String rule, String line) {
        StructuralSchema schema = nested(FIELDS, rule);

        assertThat(lines(schema.validate(Yaml.object("{spec: {map: {}, whole: 1, either: 1}}"), null)))
                .containsExactly(line);
    }

    @Test
    void endlessRulesEndTheValidation() {
        String list = "[" + "1, ".repeat(99) + "1]";
        StructuralSchema schema = nested(FIELDS, "self.list.all(a, self.list.all(b, self.list.all(c, true)))");

        assertThat(lines(schema.validate(Yaml.object("{spec: {list: " + list + "}}"), null)))
                .containsExactly(
                        "spec: Invalid value: \"object\": validation failed due to running out of cost budget, no further validation rules will be run");
    }

    @Test
    void rulesStopWhenTheirTimeIsOver() throws SchemaInvalid {
        AtomicLong now = new AtomicLong();
        StructuralSchema schema = StructuralSchema.compile(Yaml.object("""
                        type: object
                        properties:
                          list: {type: array, items: {type: integer, x-kubernetes-validations: [{rule: self < 0}]}}
                        """), () -> now.addAndGet(1_000_000_000L));

        int reported = schema.validate(Yaml.object("{list: [" + "1, ".repeat(99) + "1]}"), null)
                .size();

        assertThat(reported).isBetween(1, 20);
    }

    @Test
    void optionalOldSelfRunsOnCreationToo() {
        StructuralSchema schema = Yaml.schema("""
                type: object
                properties:
                  a:
                    type: string
                    x-kubernetes-validations:
                      - {rule: "oldSelf.hasValue() ? oldSelf.value() == self : self == 'first'", optionalOldSelf: true, message: m}
                """);

        assertThat(schema.validate(Yaml.object("{a: first}"), null)).isEmpty();
        assertThat(lines(schema.validate(Yaml.object("{a: other}"), null)))
                .containsExactly("a: Invalid value: \"other\": m");
        assertThat(schema.validate(Yaml.object("{a: x}"), Yaml.object("{a: x}")))
                .isEmpty();
        assertThat(lines(schema.validate(Yaml.object("{a: y}"), Yaml.object("{a: x}"))))
                .containsExactly("a: Invalid value: \"y\": m");
    }

    @Test
    void itemsOfKeyedListsFindTheirOldSelf() {
        StructuralSchema schema = Yaml.schema("""
                type: object
                properties:
                  list:
                    type: array
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [name]
                    items:
                      type: object
                      required: [name]
                      properties:
                        name: {type: string}
                        value: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf, message: shrunk}]}
                """);

        assertThat(lines(schema.validate(
                        Yaml.object("{list: [{name: b, value: 1}, {name: c, value: 0}, {name: a, value: 1}]}"),
                        Yaml.object("{list: [{name: a, value: 5}, {name: b, value: 1}]}"))))
                .containsExactly("list[2].value: Invalid value: 1: shrunk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{set: [b, a]}             | {set: [a, b]}             | ''",
                "{set: [b, c]}             | {set: [a, b]}             | ''",
                "{list: [b, a]}            | {list: [a, b]}            | list",
                "{set: [c]}                | {set: [a, b]}             | set",
                "{keyed: [{k: b}, {k: a}]} | {keyed: [{k: a}, {k: b}]} | ''",
                "{keyed: [{k: b, v: '1'}]} | {keyed: [{k: b, v: '2'}]} | keyed"
            })
    void orderCountsOnlyInPlainLists(String updated, String old, String field) {
        StructuralSchema schema = Yaml.schema("""
                type: object
                properties:
                  set: {type: array, x-kubernetes-list-type: set, items: {type: string}, x-kubernetes-validations: [{rule: "self == oldSelf || self.size() == 2 && 'b' in self"}]}
                  list: {type: array, items: {type: string}, x-kubernetes-validations: [{rule: self == oldSelf}]}
                  keyed:
                    type: array
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [k]
                    items: {type: object, required: [k], properties: {k: {type: string}, v: {type: string}}}
                    x-kubernetes-validations: [{rule: "!(self != oldSelf)"}]
                """);

        assertThat(schema.validate(Yaml.object(updated), Yaml.object(old)))
                .extracting(FieldError::field)
                .containsExactlyElementsOf(field.isEmpty() ? List.of() : List.of(field));
    }

    @Test
    void transitionRulesNeedAPlaceThatCanBeFoundAgain() {
        StructuralSchema schema = Yaml.schema("""
                type: object
                properties:
                  list: {type: array, items: {type: string, x-kubernetes-validations: [{rule: self == oldSelf}]}}
                """);

        assertThat(schema.checkRules()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("properties[list].items.x-kubernetes-validations[0].rule");
            assertThat(error.message())
                    .contains(
                            "oldSelf cannot be used on the uncorrelatable portion of the schema within properties[list]");
        });
    }

    private static StructuralSchema nested(String fields, String rule) {
        return Yaml.compile(Yaml.object("type: object\nproperties:\n  spec:\n    type: object\n" + fields.indent(4)
                + "    x-kubernetes-validations:\n    - {rule: '" + rule.replace("'", "''") + "', message: why}\n"));
    }

    private static List<String> lines(@Nullable List<FieldError> errors) {
        return errors == null
                ? List.of()
                : errors.stream().map(FieldError::line).toList();
    }
}
