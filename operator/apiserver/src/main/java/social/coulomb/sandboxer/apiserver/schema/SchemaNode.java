package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One place in a compiled schema: what may stand there and how it behaves. Immutable.
///
/// @param children what is below: properties, other members of a map, items of a list
/// @param constraints everything that a value must satisfy beyond its type
/// @param rules the CEL rules declared at this place
public record SchemaNode(
        SchemaType type,
        Children children,
        Topology topology,
        Traits traits,
        List<Constraint> constraints,
        List<ValidationRule> rules) {
    /// A place about which nothing is known.
    public static final SchemaNode ANYTHING =
            new SchemaNode(SchemaType.ANY, Children.NONE, Topology.UNSTATED, Traits.PLAIN, List.of(), List.of());

    /// What rules see of metadata; its texts are read as they are.
    static final SchemaNode RESOURCE_FIELD = new SchemaNode(
            SchemaType.OBJECT,
            new Children(Map.of("name", ANYTHING, "generateName", ANYTHING), null, null),
            Topology.UNSTATED,
            Traits.PLAIN,
            List.of(),
            List.of());

    public SchemaNode {
        constraints = List.copyOf(constraints);
        rules = List.copyOf(rules);
    }

    /// The schema of a member of this object or map: its own property, else what holds for other members. Empty
    /// when the member is not declared.
    public Optional<SchemaNode> member(String name) {
        return children.member(name);
    }

    /// The declared property alone, without what holds for other members.
    public Optional<SchemaNode> property(String name) {
        return Optional.ofNullable(children.properties().get(name));
    }

    /// What holds for members that are no declared property; empty when there may be none.
    public Optional<SchemaNode> additionalProperties() {
        return Optional.ofNullable(children.additionalProperties());
    }

    /// The schema of each item; empty when nothing is said about items.
    public Optional<SchemaNode> items() {
        return Optional.ofNullable(children.items());
    }

    public Topology.ListType listType() {
        return topology.listType();
    }

    public List<String> listMapKeys() {
        return topology.listMapKeys();
    }

    public Topology.MapType mapType() {
        return topology.mapType();
    }

    public boolean nullable() {
        return traits.nullable();
    }

    public boolean preserveUnknownFields() {
        return traits.preserveUnknownFields();
    }

    public boolean embeddedResource() {
        return traits.embeddedResource();
    }

    /// The value that a missing field becomes. Not to be modified.
    public @Nullable JsonNode defaultValue() {
        return traits.defaultValue();
    }

    public String description() {
        return traits.description();
    }

    public boolean intOrString() {
        return type == SchemaType.INT_OR_STRING;
    }

    /// The stated format, such as `date-time`; empty where none is stated.
    public String format() {
        return constraints.stream()
                .filter(Constraint.Format.class::isInstance)
                .map(constraint -> ((Constraint.Format) constraint).name())
                .findFirst()
                .orElse("");
    }

    /// The members that must be present.
    public List<String> required() {
        return constraints.stream()
                .filter(Constraint.Required.class::isInstance)
                .flatMap(constraint -> ((Constraint.Required) constraint).names().stream())
                .toList();
    }
}
