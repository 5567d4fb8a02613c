package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("{type: integer}", "1.0", List.of()),
                Arguments.of(
                        "{type: integer}",
                        "1.5",
                        List.of("a: Invalid value: \"number\": a in body must be of type integer: \"number\"")),
                Arguments.of("{type: number}", "1", List.of()),
                Arguments.of(
                        "{type: integer, format: int32}",
                        "true",
                        List.of("a: Invalid value: \"\": a in body must be of type int32: \"\"")),
                Arguments.of(
                        "{type: integer, format: int32}",
                        "3000000000",
                        List.of(
                                "<nil>: Invalid value: \"\": Checked value must be of type integer with format int32 in a")),
                Arguments.of("{type: integer, format: int64}", "3000000000", List.of()),
                Arguments.of(
                        "{type: string, format: date-time}",
                        "5",
                        List.of("a: Invalid value: \"int64\": a in body must be of type date-time: \"int64\"")),
                Arguments.of(
                        "{x-kubernetes-int-or-string: true}",
                        "true",
                        List.of(
                                "a: Invalid value: \"boolean\": a in body must be of type integer,string: \"boolean\"")),
                Arguments.of(
                        "{type: object}",
                        "[]",
                        List.of("a: Invalid value: \"array\": a in body must be of type object: \"array\"")),
                Arguments.of(
                        "{type: string}",
                        "null",
                        List.of("a: Invalid value: \"null\": a in body must be of type string: \"null\"")),
                Arguments.of("{type: string, nullable: true}", "null", List.of()),
                Arguments.of(
                        "{type: integer, minimum: 3, exclusiveMinimum: true}",
                        "3",
                        List.of("a: Invalid value: 3: a in body should be greater than 3")),
                Arguments.of(
                        "{type: number, maximum: 1.5}",
                        "2",
                        List.of("a: Invalid value: 2: a in body should be less than or equal to 1.5")),
                Arguments.of(
                        "{type: integer, multipleOf: 4}",
                        "6",
                        List.of("a: Invalid value: 6: a in body should be a multiple of 4")),
                Arguments.of(
                        "{type: string, minLength: 3}",
                        "'\"é'",
                        List.of("a: Invalid value: \"\\\"é\": a in body should be at least 3 chars long")),
                Arguments.of("{type: string, maxLength: 2}", "'é😀'", List.of()),
                Arguments.of("{type: string, maxLength: 1}", "ab", List.of("a: Too long: may not be more than 1 byte")),
                Arguments.of(
                        "{type: array, minItems: 2, items: {type: string}}",
                        "[x]",
                        List.of("a: Invalid value: 1: a in body should have at least 2 items")),
                Arguments.of(
                        "{type: array, maxItems: 1, items: {type: string}}",
                        "[x, y]",
                        List.of("a: Too many: 2: must have at most 1 item")),
                Arguments.of(
                        "{type: object, minProperties: 1, additionalProperties: {type: string}}",
                        "{}",
                        List.of("a: Invalid value: 0: a in body should have at least 1 properties")),
                Arguments.of(
                        "{type: object, maxProperties: 1, additionalProperties: {type: string}}",
                        "{x: y, z: w}",
                        List.of("a: Too many: 2: must have at most 1 item")),
                Arguments.of(
                        "{type: object, additionalProperties: {type: string}}",
                        "{x: 1}",
                        List.of("a.x: Invalid value: \"integer\": a.x in body must be of type string: \"integer\"")),
                Arguments.of(
                        "{type: integer, enum: [1, 2]}",
                        "3",
                        List.of("a: Unsupported value: 3: supported values: \"1\", \"2\"")),
                Arguments.of(
                        "{type: object, properties: {x: {type: string}, y: {type: string}}, oneOf: [{required: [x]}, {required: [y]}]}",
                        "{}",
                        List.of(
                                "<nil>: Invalid value: \"\": \"a\" must validate one and only one schema (oneOf). Found none valid",
                                "a.x: Required value")),
                Arguments.of(
                        "{type: object, properties: {x: {type: string}, y: {type: string}}, oneOf: [{required: [x]}, {required: [y]}]}",
                        "{x: '1', y: '2'}",
                        List.of(
                                "<nil>: Invalid value: \"\": \"a\" must validate one and only one schema (oneOf). Found 2 valid alternatives")),
                Arguments.of(
                        "{type: integer, anyOf: [{maximum: 1}, {minimum: 9}]}",
                        "5",
                        List.of(
                                "<nil>: Invalid value: \"\": \"a\" must validate at least one schema (anyOf)",
                                "a: Invalid value: 5: a in body should be less than or equal to 1")),
                Arguments.of(
                        "{type: integer, allOf: [{maximum: 1}, {minimum: 0}]}",
                        "5",
                        List.of(
                                "a: Invalid value: 5: a in body should be less than or equal to 1",
                                "<nil>: Invalid value: \"\": \"a\" must validate all the schemas (allOf)")),
                Arguments.of(
                        "{type: integer, not: {minimum: 0}}",
                        "5",
                        List.of("<nil>: Invalid value: \"\": \"a\" must not validate the schema (not)")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesAreHeldToTheirSchema(String schema, String value, List<String> expected) {
        StructuralSchema structural = Yaml.schema("{type: object, properties: {a: " + schema + "}}");
        ObjectNode object = Yaml.object("{}");
        object.set("a", Yaml.value(value));

        assertThat(structural.validate(object, null))
                .extracting(FieldError::line)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "date-time, 2024-01-02T03:04:05Z, yesterday",
        "date-time, 2024-01-02T03:04:05.123456+01:00, 2024-01-02",
        "date, 2024-02-29, 2023-02-29",
        "duration, 1h30m, 1 hour and a bit",
        "duration, 1.5s, s",
        "byte, aGVsbG8=, aGVsbG8",
        "uri, https://example.com/a?b=c, not an uri",
        "email, a@example.com, example.com",
        "hostname, a-b.example.com, -a.example.com",
        "ipv4, 10.0.0.1, 10.0.0.256",
        "ipv6, 2001:db8::1, 10.0.0.1",
        "cidr, 10.0.0.0/8, 10.0.0.0/33",
        "mac, 00:11:22:33:44:55, 00:11:22:33:44",
        "uuid, 123e4567-e89b-42d3-a456-426614174000, 123e4567",
        "uuid4, 123e4567-e89b-42d3-a456-426614174000, 123e4567-e89b-12d3-a456-426614174000",
        "isbn, 978-3-16-148410-0, 978-3-16-148410-1",
        "isbn10, 0-306-40615-2, 0-306-40615-3",
        "hexcolor, #a1b2c3, #xyz",
        "'rgbcolor', 'rgb(0,128,255)', 'rgb(0,128,256)'"
    })
    void formatsTellRightFromWrong(String format, String right, String wrong) {
        StructuralSchema schema =
                Yaml.schema("{type: object, properties: {a: {type: string, format: " + format + "}}}");
        ObjectNode object = Yaml.object("{}");

        assertThat(schema.validate(object.deepCopy().put("a", right), null)).isEmpty();
        assertThat(schema.validate(object.deepCopy().put("a", wrong), null))
                .singleElement()
                .satisfies(error -> assertThat(error.reason()).isEqualTo(FieldError.Reason.TYPE_INVALID));
    }

    @Test
    void unknownFormatsAcceptEverything() {
        StructuralSchema schema = Yaml.schema("{type: object, properties: {a: {type: string, format: poem}}}");

        assertThat(schema.validate(Yaml.object("{a: anything}"), null)).isEmpty();
    }
}
