package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// One column of a table.
///
/// @param type integer, number, string, boolean or date
/// @param format a hint; `name` marks the column that identifies a row
/// @param priority 0 is always shown, more only with `-o wide`
record Column(String name, String type, String format, String description, int priority, Cell cell) {

    /// What stands in the column for an object.
    @FunctionalInterface
    interface Cell {

        /// The text, number or null to show; ages are counted up to `now`.
        JsonNode of(JsonNode object, Instant now);
    }

    static Column text(String name, String description, Cell cell) {
        return new Column(name, "string", "", description, 0, cell);
    }

    /// The same column, shown with `-o wide` only.
    Column wide() {
        return new Column(name, type, format, description, 1, cell);
    }

    void describe(ObjectNode target) {
        target.put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", description)
                .put("priority", priority);
    }
}
