package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;
import social.coulomb.sandboxer.apiserver.schema.Topology;

/// What ownership needs to know of a place in an object: a single value, a list or a map, owned as a whole or
/// by parts.
sealed interface Shape {

    /// The form this shape takes for a value; a null counts as a map where every form is possible.
    default Shape formOf(JsonNode value) {
        return this;
    }

    /// The shape of a whole object.
    static Shape ofObject(SchemaNode schema) {
        return new Mapping(schema, schema.preserveUnknownFields(), true);
    }

    /// @param lenient whether undeclared fields are kept here, which everything below inherits
    static Shape of(SchemaNode schema, boolean lenient) {
        return switch (schema.type()) {
            case STRING -> Scalar.TEXT;
            case INTEGER, NUMBER -> Scalar.NUMBER;
            case BOOLEAN -> Scalar.BOOLEAN;
            case INT_OR_STRING -> Scalar.UNTYPED;
            case ARRAY -> new Listing(schema, lenient);
            case OBJECT -> mapping(schema, lenient);
            case ANY ->
                schema.children().properties().isEmpty()
                        ? Undeclared.of(lenient || schema.preserveUnknownFields())
                        : mapping(schema, lenient);
        };
    }

    private static Mapping mapping(SchemaNode schema, boolean lenient) {
        return new Mapping(schema, lenient || schema.preserveUnknownFields(), schema.embeddedResource());
    }

    /// One value.
    enum Scalar implements Shape {
        TEXT,
        NUMBER,
        BOOLEAN,
        UNTYPED
    }

    /// Nothing is declared: any form of value.
    enum Undeclared implements Shape {
        /// Whatever it is, it is owned as a whole.
        WHOLE,
        /// Maps are owned member by member, everything else as a whole.
        DEDUCED;

        static Undeclared of(boolean deduced) {
            return deduced ? DEDUCED : WHOLE;
        }

        @Override
        public Shape formOf(JsonNode value) {
            if (value.isArray()) {
                return new Listing(SchemaNode.ANYTHING, false);
            }
            return value.isObject() || value.isNull() ? new OpenMapping(this) : Scalar.UNTYPED;
        }
    }

    /// A list.
    record Listing(SchemaNode schema, boolean lenient) implements Shape {
        boolean atomic() {
            return schema.listType() == Topology.ListType.ATOMIC;
        }

        boolean keyed() {
            return schema.listType() == Topology.ListType.MAP;
        }

        Shape items() {
            return Shape.of(schema.items().orElse(SchemaNode.ANYTHING), lenient);
        }

        /// What a key field of an item is when the item leaves it out.
        Optional<JsonNode> keyDefault(String key) {
            return schema.items().flatMap(item -> item.property(key)).map(SchemaNode::defaultValue);
        }
    }

    /// A map, be its members declared or free.
    sealed interface Members extends Shape {
        boolean atomic();

        /// Whether this very member is declared, so that it is a field and not an entry.
        boolean declares(String name);

        /// The shape of a member; empty when there may be no such member.
        Optional<Shape> member(String name);
    }

    /// A map of which something is declared.
    ///
    /// @param object whether it is a whole object, with apiVersion, kind and metadata of its own
    record Mapping(SchemaNode schema, boolean lenient, boolean object) implements Members {
        @Override
        public boolean atomic() {
            return schema.mapType() == Topology.MapType.ATOMIC;
        }

        @Override
        public boolean declares(String name) {
            return schema.property(name).isPresent() || common().containsKey(name);
        }

        @Override
        public Optional<Shape> member(String name) {
            SchemaNode common = common().get(name);
            if (common != null) {
                return Optional.of(Shape.of(common, false));
            }
            Optional<SchemaNode> declared = schema.member(name);
            if (declared.isPresent()) {
                return declared.map(member -> Shape.of(member, lenient));
            }
            // A map about whose members nothing at all is said takes any.
            boolean open = lenient || (schema.children().properties().isEmpty() && !object);
            return open ? Optional.of(Undeclared.of(lenient)) : Optional.empty();
        }

        private Map<String, SchemaNode> common() {
            return object ? ObjectMetadata.commonMembers() : Map.of();
        }
    }

    /// A map of which nothing is declared.
    record OpenMapping(Undeclared kind) implements Members {
        @Override
        public boolean atomic() {
            return kind == Undeclared.WHOLE;
        }

        @Override
        public boolean declares(String name) {
            return false;
        }

        @Override
        public Optional<Shape> member(String name) {
            return Optional.of(kind);
        }
    }
}
