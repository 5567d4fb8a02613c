package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;

/// Something that a value must satisfy beyond its type.
public sealed interface Constraint {
    /// A value that stands in the list.
    record Enumeration(List<JsonNode> values) implements Constraint {
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    record Minimum(BigDecimal bound, boolean exclusive) implements Constraint {}

    record Maximum(BigDecimal bound, boolean exclusive) implements Constraint {}

    record MultipleOf(BigDecimal factor) implements Constraint {}

    /// Counted in Unicode code points.
    record MinimumLength(long bound) implements Constraint {}

    /// Counted in Unicode code points.
    record MaximumLength(long bound) implements Constraint {}

    /// RE2 syntax, matching anywhere in the text.
    record Matching(Pattern pattern) implements Constraint {}

    /// A named format; names that are unknown are ignored.
    record Format(String name) implements Constraint {}

    record MinimumItems(long bound) implements Constraint {}

    record MaximumItems(long bound) implements Constraint {}

    record UniqueItems() implements Constraint {}

    record MinimumProperties(long bound) implements Constraint {}

    record MaximumProperties(long bound) implements Constraint {}

    record Required(List<String> names) implements Constraint {
        public Required {
            names = List.copyOf(names);
        }
    }

    record AllOf(List<SchemaNode> schemas) implements Constraint {
        public AllOf {
            schemas = List.copyOf(schemas);
        }
    }

    record AnyOf(List<SchemaNode> schemas) implements Constraint {
        public AnyOf {
            schemas = List.copyOf(schemas);
        }
    }

    record OneOf(List<SchemaNode> schemas) implements Constraint {
        public OneOf {
            schemas = List.copyOf(schemas);
        }
    }

    record Not(SchemaNode schema) implements Constraint {}
}
