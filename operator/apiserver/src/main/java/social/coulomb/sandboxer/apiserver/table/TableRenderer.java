package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.PrinterColumn;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// Shows the objects of one type as a table. The clock tells how old they are.
public final class TableRenderer {

    private static final PrinterColumn CREATION = new PrinterColumn(
            "Age", "date", "", "How long ago the object was created.", 0, ".metadata.creationTimestamp");

    private final ResourceType type;
    private final List<Column> columns;
    private final RowObject rowObject;
    private final String version;
    private final Clock clock;

    /// @param rowObject what goes with each row
    /// @param version of `meta.k8s.io` that the client asked for
    public TableRenderer(ResourceType type, RowObject rowObject, String version, Clock clock) {
        this.type = type;
        this.columns = type.custom() ? custom(type) : BuiltInColumns.of(type);
        this.rowObject = rowObject;
        this.version = version;
        this.clock = clock;
    }

    /// A table of these objects.
    ///
    /// @param metadata the metadata of a list, or of the single object
    public ObjectNode render(List<? extends JsonNode> objects, JsonNode metadata) {
        ObjectNode table = frame(metadata);
        ArrayNode definitions = table.putArray("columnDefinitions");
        columns.forEach(column -> column.describe(definitions.addObject()));
        addRows(table, objects);
        return table;
    }

    /// The same without the columns' descriptions, for a client that has them already.
    public ObjectNode renderRows(List<? extends JsonNode> objects, JsonNode metadata) {
        ObjectNode table = frame(metadata);
        table.set("columnDefinitions", NullNode.instance);
        addRows(table, objects);
        return table;
    }

    private ObjectNode frame(JsonNode metadata) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/" + version);
        ObjectNode shown = table.putObject("metadata");
        for (String field : List.of("resourceVersion", "continue", "remainingItemCount")) {
            if (!metadata.path(field).asText("").isEmpty()) {
                shown.set(field, metadata.path(field));
            }
        }
        return table;
    }

    private void addRows(ObjectNode table, List<? extends JsonNode> objects) {
        ArrayNode rows = table.putArray("rows");
        Instant now = clock.instant();
        for (JsonNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().of(object, now)));
            row.set("object", rowObject.of(object, type, version));
        }
    }

    private static List<Column> custom(ResourceType type) {
        var columns = new ArrayList<Column>();
        columns.add(BuiltInColumns.NAME);
        List<PrinterColumn> stated = type.columns().isEmpty() ? List.of(CREATION) : type.columns();
        stated.forEach(column -> columns.add(custom(column)));
        return columns;
    }

    private static Column custom(PrinterColumn column) {
        Column.Cell cell = ValuePath.parse(column.jsonPath())
                .<Column.Cell>map(path -> (object, now) -> path.first(object)
                        .map(value -> Cells.of(column.type(), value, now))
                        .orElse(NullNode.instance))
                .orElse((object, now) -> NullNode.instance);
        String description = column.description().isEmpty()
                ? "The value at " + column.jsonPath() + " of the object."
                : column.description();
        return new Column(column.name(), column.type(), column.format(), description, column.priority(), cell);
    }
}
