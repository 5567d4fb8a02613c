package social.coulomb.sandboxer.apiserver.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;

/// Reads JSON and remembers the fields that were given twice, of which the last one counts. For one use.
public final class JsonBody {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Set<String> problems = new LinkedHashSet<>();

    private JsonBody() {}

    /// Reads one document.
    ///
    /// @throws MalformedBody when it is not JSON
    public static RequestBody read(byte[] bytes) throws MalformedBody {
        var reading = new JsonBody();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new MalformedBody(JsonSyntax.complaint(bytes));
            }
            JsonNode tree = reading.value(parser, "");
            if (parser.nextToken() != null) {
                throw new MalformedBody(JsonSyntax.complaint(bytes));
            }
            return new RequestBody(tree, List.copyOf(reading.problems));
        } catch (IOException broken) {
            throw new MalformedBody(JsonSyntax.complaint(bytes), broken);
        }
    }

    private JsonNode value(JsonParser parser, String path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> Numbers.of(parser.getDoubleValue());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> NullNode.instance;
        };
    }

    private ObjectNode object(JsonParser parser, String path) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String place = path.isEmpty() ? name : path + "." + name;
            if (object.has(name)) {
                problems.add("duplicate field \"" + place + "\"");
            }
            parser.nextToken();
            object.set(name, value(parser, place));
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, String path) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> IntNode.valueOf(parser.getIntValue());
            case LONG -> LongNode.valueOf(parser.getLongValue());
            default -> Numbers.of(parser.getDoubleValue());
        };
    }
}
