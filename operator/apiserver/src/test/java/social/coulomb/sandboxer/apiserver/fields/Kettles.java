package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.UncheckedIOException;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.schema.SchemaInvalid;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

/// A made-up kind with one field of every sort that ownership treats differently.
final class Kettles {
    static final String API_VERSION = "kitchen.example.com/v1";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static final StructuralSchema SCHEMA = schema("""
            type: object
            properties:
              spec:
                type: object
                properties:
                  colour: {type: string}
                  litres: {type: integer, default: 1}
                  volume: {type: number}
                  electric: {type: boolean}
                  power: {x-kubernetes-int-or-string: true}
                  hint: {type: string, nullable: true}
                  steps: {type: array, items: {type: string}}
                  notes: {type: object, additionalProperties: {type: string}}
                  rooms: {type: object, additionalProperties: {type: object, properties: {floor: {type: integer}}}}
                  plate: {type: object, x-kubernetes-map-type: atomic, additionalProperties: {type: string}}
                  extra: {type: object, x-kubernetes-preserve-unknown-fields: true}
                  cord: {type: object, nullable: true, properties: {metres: {type: integer}, plug: {type: string}}}
                  lid: {type: object, properties: {hinge: {type: object, properties: {metal: {type: string}}}}}
                  stickers: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                  spouts:
                    type: array
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [name, side]
                    items:
                      type: object
                      required: [name]
                      properties:
                        name: {type: string}
                        side: {type: string, default: left}
                        width: {type: integer}
              status:
                type: object
                properties:
                  phase: {type: string}
                  boiled: {type: integer}
            """);

    private Kettles() {}

    static StructuralSchema schema(String yaml) {
        try {
            return StructuralSchema.compile(object(yaml));
        } catch (SchemaInvalid invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    static ObjectNode object(String yaml) {
        return (ObjectNode) value(yaml);
    }

    static JsonNode value(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /// A kettle with this spec, as a client sends it.
    static ObjectNode kettle(String spec) {
        return with("spec: " + spec);
    }

    /// A kettle with these members beside apiVersion, kind and name; members of `metadata` are added to the
    /// name.
    static ObjectNode with(String members) {
        ObjectNode kettle = object("{apiVersion: " + API_VERSION + ", kind: Kettle, metadata: {name: k}}");
        object(members).properties().forEach(member -> {
            if (member.getKey().equals("metadata")) {
                kettle.withObject("/metadata").setAll((ObjectNode) member.getValue());
            } else {
                kettle.set(member.getKey(), member.getValue());
            }
        });
        return kettle;
    }

    static Shape shape() {
        return Shape.ofObject(SCHEMA.root());
    }

    /// The scope of a writer on the main endpoint, where the status is left alone.
    static WriteScope main(String manager) {
        return new WriteScope(SCHEMA.root(), API_VERSION, manager, "", Set.of("status"));
    }

    static WriteScope status(String manager) {
        return new WriteScope(SCHEMA.root(), API_VERSION, manager, "status", Set.of("metadata", "spec"));
    }

    static WriteScope scale(String manager) {
        return new WriteScope(SCHEMA.root(), API_VERSION, manager, "scale", Set.of());
    }
}
