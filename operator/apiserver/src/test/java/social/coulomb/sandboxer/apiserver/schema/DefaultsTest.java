package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
    private final StructuralSchema schema = Yaml.schema("""
            type: object
            properties:
              outer:
                type: object
                default: {}
                properties:
                  inner: {type: object, default: {given: true}, properties: {given: {type: boolean}, added: {type: integer, default: 7}}}
                  list: {type: array, items: {type: object, properties: {name: {type: string, default: anonymous}}}}
                  map: {type: object, additionalProperties: {type: object, properties: {size: {type: integer, default: 1}}}}
                  values: {type: object, additionalProperties: {type: string, nullable: true}}
                  plain: {type: object, additionalProperties: {type: string}}
              any: {x-kubernetes-preserve-unknown-fields: true}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                 | {outer: {inner: {given: true, added: 7}}}",
                "{outer: null}                      | {outer: {inner: {given: true, added: 7}}}",
                "{outer: {inner: {added: 1}}}       | {outer: {inner: {added: 1}}}",
                "{outer: {list: [{}, {name: a}]}}   | {outer: {inner: {given: true, added: 7}, list: [{name: anonymous}, {name: a}]}}",
                "{outer: {map: {a: {}}}}            | {outer: {inner: {given: true, added: 7}, map: {a: {size: 1}}}}",
                "{outer: {values: {a: null}}}       | {outer: {inner: {given: true, added: 7}, values: {a: null}}}",
                "{outer: {plain: {a: null, b: x}}}  | {outer: {inner: {given: true, added: 7}, plain: {b: x}}}",
                "{any: {a: null}, outer: 5}         | {any: {a: null}, outer: 5}"
            })
    void missingFieldsAreFilledIn(String given, String expected) {
        ObjectNode object = Yaml.object(given);

        schema.applyDefaults(object);
        ObjectNode once = object.deepCopy();
        schema.applyDefaults(object);

        assertThat(once).isEqualTo(Yaml.object(expected));
        assertThat(object).isEqualTo(once);
    }

    @Test
    void defaultsAreNotSharedBetweenObjects() {
        ObjectNode first = Yaml.object("{}");
        ObjectNode second = Yaml.object("{}");
        schema.applyDefaults(first);
        schema.applyDefaults(second);

        ((ObjectNode) first.at("/outer/inner")).put("added", 99);

        assertThat(second.at("/outer/inner/added").intValue()).isEqualTo(7);
    }
}
