package social.coulomb.sandboxer.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns of events, in the form of the core group as well as in that of `events.k8s.io`.
final class EventColumns {

    static final List<Column> ALL = List.of(
            Column.text("Last Seen", "When the event occurred last.", (event, now) -> age(lastSeen(event), now)),
            Column.text("Type", "Normal or Warning; others may come.", text(event -> event.path("type"))),
            Column.text("Reason", "One word that programs can match.", text(event -> event.path("reason"))),
            Column.text("Object", "What the event is about.", (event, now) -> TextNode.valueOf(subject(event))),
            Column.text(
                            "Subobject",
                            "The part of the object that it is about.",
                            text(event -> about(event).path("fieldPath")))
                    .wide(),
            Column.text("Source", "Who reports.", (event, now) -> TextNode.valueOf(source(event)))
                    .wide(),
            Column.text(
                    "Message",
                    "What happened, for people.",
                    (event, now) -> TextNode.valueOf(
                            either(event, "message", "note").asText("").strip())),
            Column.text("First Seen", "When the event occurred first.", (event, now) -> age(firstSeen(event), now))
                    .wide(),
            Column.text("Count", "How often the event occurred.", (event, now) -> IntNode.valueOf(count(event)))
                    .wide(),
            new Column("Name", "string", "name", "The event's own name.", 1, BuiltInColumns.NAME.cell()));

    private EventColumns() {}

    private static JsonNode age(JsonNode time, Instant now) {
        return TextNode.valueOf(Cells.age(time, now));
    }

    private static Column.Cell text(Function<JsonNode, JsonNode> field) {
        return (event, now) -> TextNode.valueOf(field.apply(event).asText(""));
    }

    private static JsonNode about(JsonNode event) {
        return either(event, "involvedObject", "regarding");
    }

    private static String subject(JsonNode event) {
        JsonNode about = about(event);
        return about.path("kind").asText("").toLowerCase(Locale.ROOT) + "/"
                + about.path("name").asText("");
    }

    private static JsonNode firstSeen(JsonNode event) {
        JsonNode stated = either(event, "firstTimestamp", "deprecatedFirstTimestamp");
        return stated.isTextual() ? stated : event.path("eventTime");
    }

    private static JsonNode lastSeen(JsonNode event) {
        JsonNode inSeries = event.path("series").path("lastObservedTime");
        JsonNode stated = inSeries.isTextual() ? inSeries : either(event, "lastTimestamp", "deprecatedLastTimestamp");
        return stated.isTextual() ? stated : firstSeen(event);
    }

    private static int count(JsonNode event) {
        JsonNode inSeries = event.path("series").path("count");
        int stated = inSeries.isInt()
                ? inSeries.asInt()
                : either(event, "count", "deprecatedCount").asInt();
        return Math.max(1, stated);
    }

    private static String source(JsonNode event) {
        JsonNode source = either(event, "source", "deprecatedSource");
        String component = source.path("component").asText("");
        String host = source.path("host").asText("");
        return Stream.of(
                        component.isEmpty() ? reporter(event) : component,
                        host.isEmpty() ? event.path("reportingInstance").asText("") : host)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String reporter(JsonNode event) {
        return either(event, "reportingComponent", "reportingController").asText("");
    }

    private static JsonNode either(JsonNode event, String name, String other) {
        return event.has(name) ? event.path(name) : event.path(other);
    }
}
