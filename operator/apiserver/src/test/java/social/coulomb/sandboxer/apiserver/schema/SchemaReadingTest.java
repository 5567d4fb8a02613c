package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaReadingTest {
    static Stream<Arguments> refusedSchemas() {
        return Stream.of(
                Arguments.of("{}", "type: Required value: must not be empty at the root"),
                Arguments.of("{type: string}", "type: Invalid value: \"string\": must be object at the root"),
                Arguments.of(
                        "{type: object, properties: {spec: {properties: {a: {type: string}}}}}",
                        "properties[spec].type: Required value: must not be empty for specified object fields"),
                Arguments.of(
                        "{type: object, properties: {a: {type: string, default: 5}}}",
                        "properties[a].default: Invalid value: \"integer\":  in body must be of type string: \"integer\""),
                Arguments.of(
                        "{type: object, properties: {a: {type: object, default: {x: 1}, properties: {y: {type: string}}}}}",
                        "properties[a].default: Invalid value: {\"x\":1}: must not have unknown fields"),
                Arguments.of(
                        "{type: object, properties: {a: {type: array}}}",
                        "properties[a].items: Required value: must be specified"),
                Arguments.of(
                        "{type: object, properties: {a: {type: array, items: {}}}}",
                        "properties[a].items.type: Required value: must not be empty for specified array items"),
                Arguments.of(
                        "{type: object, additionalProperties: {type: string}}",
                        "additionalProperties: Forbidden: must not be used at the root"),
                Arguments.of(
                        "{type: object, properties: {a: {type: text}}}",
                        "properties[a].type: Unsupported value: \"text\": supported values: \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\""),
                Arguments.of(
                        "{type: object, properties: {a: {type: object, x-kubernetes-int-or-string: true, x-kubernetes-preserve-unknown-fields: true}}}",
                        "properties[a].x-kubernetes-preserve-unknown-fields: Invalid value: true: must be false if x-kubernetes-int-or-string is true"),
                Arguments.of(
                        "{type: object, properties: {a: {type: string, anyOf: [{description: x}]}}}",
                        "properties[a].anyOf[0].description: Forbidden: must be empty to be structural"),
                Arguments.of(
                        "{type: object, properties: {a: {type: string, not: {type: string}}}}",
                        "properties[a].not.type: Forbidden: must be empty to be structural"),
                Arguments.of(
                        "{type: object, properties: {a: {type: object, oneOf: [{properties: {b: {minimum: 1}}}]}}}",
                        "properties[a].properties[b]: Required value: because it is defined in properties[a].oneOf[0].properties[b]"),
                Arguments.of(
                        "{type: object, properties: {metadata: {type: object, properties: {labels: {type: object}}}}}",
                        "properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified"),
                Arguments.of(
                        "{type: object, properties: {a: {type: array, items: {type: object}, x-kubernetes-list-type: map}}}",
                        "properties[a].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map"),
                Arguments.of(
                        "{type: object, properties: {a: {type: array, items: {type: object, properties: {k: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]}}}",
                        "properties[a].items.properties[k].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"),
                Arguments.of(
                        "{type: object, properties: {a: {type: array, items: {type: object, required: [k]}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]}}}",
                        "properties[a].x-kubernetes-list-map-keys[0]: Invalid value: \"k\": entries must all be names of item properties"),
                Arguments.of(
                        "{type: object, properties: {a: {type: array, items: {type: string}, x-kubernetes-list-type: bag}}}",
                        "properties[a].x-kubernetes-list-type: Unsupported value: \"bag\": supported values: \"atomic\", \"map\", \"set\""),
                Arguments.of(
                        "{type: object, properties: {a: {type: array, uniqueItems: true, items: {type: string}}}}",
                        "properties[a].uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic"),
                Arguments.of(
                        "{type: object, properties: {a: {type: object, patternProperties: {}}}}",
                        "properties[a].patternProperties: Forbidden: patternProperties is not supported"),
                Arguments.of(
                        "{type: object, properties: {a: {type: object, x-kubernetes-validations: [{message: m}]}}}",
                        "properties[a].x-kubernetes-validations[0].rule: Required value: rule is not specified"),
                Arguments.of(
                        "{type: object, properties: {a: {type: object, x-kubernetes-validations: [{rule: 'true', reason: Odd}]}}}",
                        "properties[a].x-kubernetes-validations[0].reason: Unsupported value: \"Odd\": supported values: \"FieldValueDuplicate\", \"FieldValueForbidden\", \"FieldValueInvalid\", \"FieldValueRequired\""));
    }

    @ParameterizedTest
    @MethodSource("refusedSchemas")
    void schemasThatAreNotStructuralAreRefused(String schema, String line) {
        assertThatThrownBy(() -> StructuralSchema.compile(Yaml.object(schema)))
                .isInstanceOfSatisfying(
                        SchemaInvalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(FieldError::line)
                                .contains(line));
    }

    @Test
    void malformedPatternsAreNamed() {
        assertThatThrownBy(() -> StructuralSchema.compile(
                        Yaml.object("{type: object, properties: {a: {type: string, pattern: '('}}}")))
                .isInstanceOf(SchemaInvalid.class)
                .hasMessageContaining(
                        "properties[a].pattern: Invalid value: \"(\": must be a valid regular expression");
    }

    @Test
    void errorsMoveUnderThePathOfTheirOwner() {
        FieldError error = FieldError.required("properties[spec].type", "");

        assertThat(error.under("spec.versions[0].schema.openAPIV3Schema").field())
                .isEqualTo("spec.versions[0].schema.openAPIV3Schema.properties[spec].type");
        assertThat(FieldError.required("[0].rule", "").under("rules").field()).isEqualTo("rules[0].rule");
        assertThat(FieldError.required(FieldError.NO_FIELD, "").under("spec").field())
                .isEqualTo("spec");
    }

    @Test
    void treeTellsHowListsAndMapsAreOwned() {
        SchemaNode root = Yaml.schema("""
                        type: object
                        properties:
                          keyed: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: {type: object, required: [name], properties: {name: {type: string}}}}
                          set: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                          list: {type: array, items: {type: string}}
                          whole: {type: object, x-kubernetes-map-type: atomic, additionalProperties: {type: string}}
                          map: {type: object, additionalProperties: {type: integer, description: how many}}
                          port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                          any: {x-kubernetes-preserve-unknown-fields: true}
                          open: {type: object, additionalProperties: true}
                        """).root();

        assertThat(root.property("keyed").orElseThrow().listMapKeys()).containsExactly("name");
        assertThat(List.of("keyed", "set", "list"))
                .extracting(name -> root.property(name).orElseThrow().listType())
                .containsExactly(Topology.ListType.MAP, Topology.ListType.SET, Topology.ListType.ATOMIC);
        assertThat(root.property("whole").orElseThrow().mapType()).isEqualTo(Topology.MapType.ATOMIC);
        SchemaNode map = root.property("map").orElseThrow();
        assertThat(map.member("anything").orElseThrow().description()).isEqualTo("how many");
        assertThat(map.property("anything")).isEmpty();
        assertThat(root.property("port").orElseThrow().intOrString()).isTrue();
        assertThat(root.property("any").orElseThrow().preserveUnknownFields()).isTrue();
        assertThat(root.property("open").orElseThrow().member("x")).contains(SchemaNode.ANYTHING);
    }
}
