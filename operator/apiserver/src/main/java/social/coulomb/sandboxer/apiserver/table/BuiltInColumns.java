package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;

/// The columns of the kinds that come with the server.
final class BuiltInColumns {

    static final Column NAME = new Column(
            "Name",
            "string",
            "name",
            "The object's name, unique among the objects of its kind in its namespace.",
            0,
            (object, now) -> object.path("metadata").path("name"));

    private static final Column AGE =
            Column.text("Age", "How long ago the object was created.", (object, now) -> age(object, now));

    private static final Column CREATED = new Column(
            "Created At",
            "date",
            "",
            "When the object was created, in UTC.",
            0,
            (object, now) -> object.path("metadata").path("creationTimestamp"));

    private BuiltInColumns() {}

    static List<Column> of(ResourceType type) {
        return switch (type.qualifiedPlural()) {
            case "namespaces" ->
                List.of(
                        NAME,
                        Column.text("Status", "Whether the namespace is in use or ending.", text("/status/phase")),
                        AGE);
            case "configmaps" ->
                List.of(
                        NAME,
                        Column.text(
                                "Data",
                                "How many entries there are.",
                                (object, now) ->
                                        IntNode.valueOf(object.path("data").size()
                                                + object.path("binaryData").size())),
                        AGE);
            case "secrets" ->
                List.of(
                        NAME,
                        Column.text("Type", "What the secret is for.", text("/type")),
                        Column.text(
                                "Data",
                                "How many entries there are.",
                                (object, now) ->
                                        IntNode.valueOf(object.path("data").size())),
                        AGE);
            case "leases.coordination.k8s.io" ->
                List.of(NAME, Column.text("Holder", "Who holds the lease.", text("/spec/holderIdentity")), AGE);
            case "events", "events.events.k8s.io" -> EventColumns.ALL;
            default -> List.of(NAME, CREATED);
        };
    }

    private static JsonNode age(JsonNode object, Instant now) {
        return TextNode.valueOf(Cells.age(object.path("metadata").path("creationTimestamp"), now));
    }

    private static Column.Cell text(String pointer) {
        return (object, now) -> TextNode.valueOf(object.at(pointer).asText(""));
    }
}
