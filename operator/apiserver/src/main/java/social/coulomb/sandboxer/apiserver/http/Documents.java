package social.coulomb.sandboxer.apiserver.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import social.coulomb.sandboxer.apiserver.http.AnswerForm.Format;
import social.coulomb.sandboxer.apiserver.objects.ResourceList;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

/// Writes trees as the text that a client asked for. Thread-safe.
final class Documents {

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ObjectWriter pretty = mapper.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));
    private final YamlText yaml = new YamlText();

    /// An answer with one document.
    Answer.Whole answer(int code, JsonNode document, AnswerForm form) {
        return new Answer.Whole(code, form.format().mediaType(), List.of(), bytes(document, form));
    }

    /// A failure as the client sees it.
    Answer.Whole failure(ApiStatus status, AnswerForm form) {
        Answer.Whole answer = form.format() == Format.PROTOBUF
                ? new Answer.Whole(status.code(), form.format().mediaType(), List.of(), ProtobufStatus.of(status))
                : answer(status.code(), status.toJson(), form);
        long seconds =
                status.details() == null ? 0 : status.details().retryAfter().toSeconds();
        return seconds > 0 ? answer.with(List.of(new Answer.Header("Retry-After", Long.toString(seconds)))) : answer;
    }

    /// A list, whose items are passed on as they are stored.
    Answer.Whole list(ResourceList list, AnswerForm form) {
        if (form.pretty() || form.format() != Format.JSON) {
            return answer(200, tree(list), form);
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8("{\"kind\":\"" + list.type().listKind() + "\",\"apiVersion\":\""
                + list.type().apiVersion() + "\",\"metadata\":"));
        bytes.writeBytes(bytes(list.metadata(), form));
        bytes.writeBytes(utf8(",\"items\":["));
        boolean first = true;
        for (StoredObject item : list.items()) {
            if (!first) {
                bytes.write(',');
            }
            bytes.writeBytes(item.json());
            first = false;
        }
        bytes.writeBytes(utf8("]}\n"));
        return new Answer.Whole(200, form.format().mediaType(), List.of(), bytes.toByteArray());
    }

    JsonNode parse(byte[] json) {
        try {
            return mapper.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException("A stored object cannot be read", broken);
        }
    }

    byte[] bytes(JsonNode document, AnswerForm form) {
        try {
            if (form.format() == Format.YAML) {
                return utf8(yaml.write(document));
            }
            return form.pretty() ? pretty.writeValueAsBytes(document) : mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree cannot be written", impossible);
        }
    }

    private JsonNode tree(ResourceList list) {
        var tree = mapper.createObjectNode();
        tree.put("kind", list.type().listKind()).put("apiVersion", list.type().apiVersion());
        tree.set("metadata", list.metadata());
        var items = tree.putArray("items");
        list.items().forEach(item -> items.add(parse(item.json())));
        return tree;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
