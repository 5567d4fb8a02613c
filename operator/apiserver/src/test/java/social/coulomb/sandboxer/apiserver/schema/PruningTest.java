package social.coulomb.sandboxer.apiserver.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruningTest {
    private final StructuralSchema schema = Yaml.schema("""
            type: object
            properties:
              known: {type: string}
              list: {type: array, items: {type: object, properties: {a: {type: string}}}}
              map: {type: object, additionalProperties: {type: object, properties: {a: {type: string}}}}
              open: {type: object, additionalProperties: true}
              free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {strict: {type: object, properties: {a: {type: string}}}}}
              port: {x-kubernetes-int-or-string: true}
              embedded: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object, properties: {a: {type: string}}}}}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{known: x, apiVersion: v, kind: K, metadata: {x: 1}} | {known: x, apiVersion: v, kind: K, metadata: {x: 1}} | ''",
                "{list: [{a: x}, {b: y}]}                   | {list: [{a: x}, {}]}                       | list[1].b",
                "{map: {any: {a: x, b: y}}}                 | {map: {any: {a: x}}}                       | map.any.b",
                "{open: {any: text, deep: {x: 1}}}          | {open: {any: text, deep: {}}}              | open.deep.x",
                "{free: {any: {x: 1}, strict: {a: x, b: 1}}} | {free: {any: {x: 1}, strict: {a: x}}}     | free.strict.b",
                "{port: 80, other: 1}                       | {port: 80}                                 | other",
                "{embedded: {kind: P, metadata: {name: n}, spec: {a: x, b: 1}, more: 1}} | {embedded: {kind: P, metadata: {name: n}, spec: {a: x}}} | embedded.more;embedded.spec.b",
                "{known: {unexpected: 1}}                   | {known: {}}                                | known.unexpected"
            })
    void undeclaredFieldsAreRemovedAndNamed(String given, String expected, String paths) {
        ObjectNode object = Yaml.object(given);

        assertThat(schema.prune(object))
                .containsExactlyElementsOf(paths.isEmpty() ? List.of() : List.of(paths.split(";")));
        assertThat(object).isEqualTo(Yaml.object(expected));
    }
}
