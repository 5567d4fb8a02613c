package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The errors that a kube-apiserver 1.36 gave for the same schema and the same objects, word for word.
class RecordedAnswersTest {
    private static final String UNCHECKED =
            "FieldValueInvalid <nil>: Invalid value: null: some validation rules were not"
                    + " checked because the object was invalid; correct the existing errors to complete validation";

    private final StructuralSchema widget = Yaml.compile(Yaml.resource("widget.yaml"));

    static Stream<Arguments> createdSpecs() {
        return Stream.of(
                Arguments.of("{color: red}", List.of()),
                Arguments.of("{color: red, port: http}", List.of()),
                Arguments.of("{color: red, port: 80}", List.of()),
                Arguments.of(
                        "{color: pink}",
                        List.of(
                                "FieldValueNotSupported spec.color: Unsupported value: \"pink\": supported values: \"red\", \"green\", \"blue\"",
                                UNCHECKED)),
                Arguments.of("{}", List.of("FieldValueRequired spec.color: Required value", UNCHECKED)),
                Arguments.of(
                        "{color: red, replicas: three}",
                        List.of(
                                "FieldValueTypeInvalid spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type integer: \"string\"",
                                UNCHECKED)),
                Arguments.of(
                        "{color: red, name: ABCDEFGHIJKLM}",
                        List.of("FieldValueTooLong spec.name: Too long: may not be more than 10 bytes", UNCHECKED)),
                Arguments.of(
                        "{color: pink, replicas: -1, name: A, when: yesterday}",
                        List.of(
                                "FieldValueNotSupported spec.color: Unsupported value: \"pink\": supported values: \"red\", \"green\", \"blue\"",
                                "FieldValueTypeInvalid spec.when: Invalid value: \"yesterday\": spec.when in body must be of type date-time: \"yesterday\"",
                                "FieldValueInvalid spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0",
                                "FieldValueInvalid spec.name: Invalid value: \"A\": spec.name in body should match '^[a-z]*$'",
                                UNCHECKED)),
                Arguments.of(
                        "{color: red, tags: [a, a]}",
                        List.of("FieldValueDuplicate spec.tags[1]: Duplicate value: \"a\"")),
                Arguments.of(
                        "{color: red, ports: [{name: a}, {name: a}]}",
                        List.of("FieldValueDuplicate spec.ports[1]: Duplicate value: {\"name\":\"a\"}")),
                Arguments.of(
                        "{color: red, tags: ['1', '2', '3', '4', '5', '6']}",
                        List.of("FieldValueTooMany spec.tags: Too many: 6: must have at most 5 items", UNCHECKED)),
                Arguments.of(
                        "{color: red, min: 5, max: 1}",
                        List.of("FieldValueInvalid spec.min: Invalid value: unnamed: min must not exceed max")),
                Arguments.of(
                        "{color: red, size: 20Gi}",
                        List.of("FieldValueInvalid spec: Invalid value: size must be below 10Gi")));
    }

    @ParameterizedTest
    @MethodSource("createdSpecs")
    void createAnswersTheRecordedErrors(String spec, List<String> expected) {
        assertThat(errors("{spec: " + spec + "}", null)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void changedImageBreaksTheTransitionRule() {
        assertThat(errors("{spec: {color: red, image: two}}", "{spec: {color: red, image: one}}"))
                .containsExactly("FieldValueInvalid spec.image: Invalid value: \"two\": image is immutable");
    }

    @Test
    void addedImageHasNothingToCompareWith() {
        assertThat(errors("{spec: {color: red, image: two}}", "{spec: {color: red}}"))
                .isEmpty();
    }

    @Test
    void statusErrorsAreNamedFromTheStatusOn() {
        ObjectNode old = defaulted("{spec: {color: red}}");
        ObjectNode updated = old.deepCopy();
        updated.putObject("status").put("phase", 5);

        assertThat(lines(widget.validateStatus(updated, old, List.of())))
                .containsExactly(
                        "FieldValueTypeInvalid status.phase: Invalid value: \"integer\": phase in body must be of type string: \"integer\"",
                        UNCHECKED);
    }

    @Test
    void missingNameKeepsTheRulesFromBeingChecked() {
        FieldError missingName = FieldError.required("metadata.name", "name or generateName is required");

        assertThat(lines(
                        widget.validate(defaulted("{spec: {color: red, min: 5, max: 1}}"), null, List.of(missingName))))
                .containsExactly(UNCHECKED);
    }

    @Test
    void nullsBecomeDefaultsOrAreDroppedOrStay() {
        ObjectNode object = defaulted("{spec: {color: red, nonNullDefault: null, nullable: null, name: null}}");

        assertThat(object)
                .isEqualTo(Yaml.object("{spec: {color: red, nonNullDefault: yy, nullable: null, replicas: 1}}"));
    }

    @Test
    void unknownFieldsAreNamedInOrderAndRemoved() {
        ObjectNode object = Yaml.object("""
                apiVersion: probe.example.com/v1
                kind: Widget
                metadata: {name: v1, labels: {any: thing}}
                spec: {color: red, unknownField: 1, ports: [{name: a, zzz: 1}], free: {any: {thing: 1}}}
                extra: 1
                """);

        assertThat(widget.unknownFields(object)).containsExactly("extra", "spec.ports[0].zzz", "spec.unknownField");
        assertThat(object.has("extra")).isTrue();
        assertThat(widget.prune(object)).containsExactly("extra", "spec.ports[0].zzz", "spec.unknownField");
        assertThat(object).isEqualTo(Yaml.object("""
                                apiVersion: probe.example.com/v1
                                kind: Widget
                                metadata: {name: v1, labels: {any: thing}}
                                spec: {color: red, ports: [{name: a}], free: {any: {thing: 1}}}
                                """));
    }

    @Test
    void rulesOfTheRecordedSchemaCompile() {
        assertThat(widget.checkRules()).isEmpty();
    }

    private List<String> errors(String object, @Nullable String old) {
        return lines(widget.validate(defaulted(object), old == null ? null : defaulted(old)));
    }

    private static List<String> lines(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.reason().wireName() + " " + error.line())
                .toList();
    }

    private ObjectNode defaulted(String text) {
        ObjectNode object = Yaml.object(text);
        widget.applyDefaults(object);
        return object;
    }
}
