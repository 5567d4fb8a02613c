package social.coulomb.sandboxer.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import social.coulomb.sandboxer.apiserver.http.AnswerForm.Shape;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.objects.ResourceList;
import social.coulomb.sandboxer.apiserver.table.PartialMetadata;
import social.coulomb.sandboxer.apiserver.table.TableRenderer;
import social.coulomb.sandboxer.apiserver.watch.EventShape;

/// Puts objects and lists into the form that a client asked for.
final class ObjectAnswers {

    private final Documents documents;
    private final Clock clock;

    /// @param clock tells how old the objects in tables are
    ObjectAnswers(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    Answer.Whole object(int code, ObjectNode object, ResourceType type, AnswerForm form, ApiRequest request) {
        JsonNode shown = switch (form.shape()) {
            case WHOLE -> object;
            case METADATA -> PartialMetadata.of(object, form.version());
            case TABLE -> table(type, form, request).render(List.of(object), object.path("metadata"));
        };
        return documents.answer(code, shown, form);
    }

    Answer.Whole list(ResourceList list, AnswerForm form, ApiRequest request) {
        if (form.shape() == Shape.WHOLE) {
            return documents.list(list, form);
        }
        List<JsonNode> items =
                list.items().stream().map(item -> documents.parse(item.json())).toList();
        JsonNode shown = form.shape() == Shape.TABLE
                ? table(list.type(), form, request).render(items, list.metadata())
                : PartialMetadata.list(items, list.metadata(), form.version());
        return documents.answer(200, shown, form);
    }

    /// Brings the objects of a watch into a form.
    EventShape events(ResourceType type, AnswerForm form, ApiRequest request) {
        return switch (form.shape()) {
            case WHOLE -> EventShape.WHOLE;
            case METADATA -> json -> documents.bytes(PartialMetadata.of(documents.parse(json), form.version()), form);
            case TABLE -> new TableEvents(table(type, form, request), form);
        };
    }

    private TableRenderer table(ResourceType type, AnswerForm form, ApiRequest request) {
        return new TableRenderer(type, ReadQuery.rowObject(request.query()), form.version(), clock);
    }

    /// Describes the columns once, with the first event.
    private final class TableEvents implements EventShape {

        private final TableRenderer renderer;
        private final AnswerForm form;
        private boolean described;

        TableEvents(TableRenderer renderer, AnswerForm form) {
            this.renderer = renderer;
            this.form = form;
        }

        @Override
        public byte[] shape(byte[] json) {
            JsonNode object = documents.parse(json);
            JsonNode metadata = object.path("metadata");
            // A bookmark has no name and is no row.
            List<JsonNode> rows = metadata.has("name") ? List.of(object) : List.of();
            ObjectNode table = described ? renderer.renderRows(rows, metadata) : renderer.render(rows, metadata);
            described = true;
            return documents.bytes(table, form);
        }
    }
}
