package social.coulomb.sandboxer.apiserver.schema;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.schema.cel.FieldNames;

/// The types that rules see: one structure for each object of a schema. Data without a declared type is not
/// seen at all.
final class RuleTypes {
    private final Map<String, CelType> structures = new HashMap<>();
    private final IdentityHashMap<SchemaNode, CelType> places = new IdentityHashMap<>();

    RuleTypes(SchemaNode root) {
        declare(root, "object@", true);
    }

    /// The type of a place; empty when rules cannot see it.
    Optional<CelType> of(SchemaNode place) {
        return Optional.ofNullable(places.get(place));
    }

    /// Finds the structures by name.
    CelTypeProvider provider() {
        return new Structures(ImmutableMap.copyOf(structures));
    }

    private Optional<CelType> declare(SchemaNode schema, String name, boolean resource) {
        Optional<CelType> plain = plain(schema, name, resource);
        plain.ifPresent(type -> places.put(schema, type));
        return plain.map(type -> schema.nullable() ? NullableType.create(type) : type);
    }

    private Optional<CelType> plain(SchemaNode schema, String name, boolean resource) {
        return switch (schema.type()) {
            case ANY -> Optional.empty();
            case INT_OR_STRING -> Optional.of(SimpleType.DYN);
            case BOOLEAN -> Optional.of(SimpleType.BOOL);
            case INTEGER -> Optional.of(SimpleType.INT);
            case NUMBER -> Optional.of(SimpleType.DOUBLE);
            case STRING -> Optional.of(text(schema.format()));
            case ARRAY ->
                schema.items()
                        .flatMap(items -> declare(items, name + "@items", items.embeddedResource()))
                        .map(ListType::create);
            case OBJECT -> object(schema, name, resource);
        };
    }

    private static CelType text(String format) {
        return switch (format) {
            case "byte" -> SimpleType.BYTES;
            case "duration" -> SimpleType.DURATION;
            case "date", "date-time" -> SimpleType.TIMESTAMP;
            default -> SimpleType.STRING;
        };
    }

    private Optional<CelType> object(SchemaNode schema, String name, boolean resource) {
        if (schema.additionalProperties().isPresent()) {
            SchemaNode values = schema.additionalProperties().get();
            return declare(values, name + "@values", values.embeddedResource())
                    .map(type -> MapType.create(SimpleType.STRING, type));
        }
        Map<String, CelType> fields = new HashMap<>();
        if (resource) {
            fields.put("apiVersion", SimpleType.STRING);
            fields.put("kind", SimpleType.STRING);
            fields.put("metadata", metadata());
        }
        schema.children().properties().forEach((property, declared) -> {
            if (resource && property.equals("metadata")) {
                return;
            }
            Optional<CelType> type = declare(declared, name + "." + property, declared.embeddedResource());
            FieldNames.escaped(property).ifPresent(field -> type.ifPresent(known -> fields.put(field, known)));
        });
        return Optional.of(structure(name, fields));
    }

    /// Rules may read what a user chooses about a resource: its name.
    private CelType metadata() {
        return structure("metadata@", Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING));
    }

    private CelType structure(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
        StructType structure = StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
        structures.put(name, structure);
        return structure;
    }

    private record Structures(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String typeName) {
            return Optional.ofNullable(byName.get(typeName));
        }
    }
}
