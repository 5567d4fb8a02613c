package social.coulomb.sandboxer.app.command.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Collectors;

/// Turns JSON trees and API objects into text. Pure.
public final class Printing {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Printing() {}

    /// Indented, as people and programs can both read it.
    public static String json(JsonNode tree) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    public static ArrayNode array(List<? extends JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    /// Documents one after the other, without the bookkeeping of who wrote which field, as kubectl shows them.
    public static String yaml(List<? extends HasMetadata> objects) {
        return objects.stream()
                .map(object -> {
                    object.getMetadata().setManagedFields(null);
                    return Serialization.asYaml(object).stripTrailing();
                })
                .collect(Collectors.joining("\n"));
    }
}
