package social.coulomb.sandboxer.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import social.coulomb.sandboxer.apiserver.schema.SchemaInvalid;
import social.coulomb.sandboxer.apiserver.schema.StructuralSchema;

/// The kinds that are always served, read from the descriptions that lie beside this class.
public final class BuiltInTypes {

    private static final List<String> DESCRIPTIONS = List.of(
            "configmaps",
            "events",
            "namespaces",
            "secrets",
            "leases",
            "events.events.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private BuiltInTypes() {}

    /// Reads and compiles them all.
    public static List<ResourceType> load() {
        return DESCRIPTIONS.stream().map(BuiltInTypes::load).toList();
    }

    private static ResourceType load(String description) {
        try (InputStream stream = BuiltInTypes.class.getResourceAsStream(description + ".yaml")) {
            if (stream == null) {
                throw new IllegalStateException("The description of " + description + " is missing from the program");
            }
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return type(MAPPER.valueToTree(document));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The description of " + description, unreadable);
        } catch (SchemaInvalid invalid) {
            throw new IllegalStateException("The description of " + description, invalid);
        }
    }

    private static ResourceType type(ObjectNode description) throws SchemaInvalid {
        String group = description.path("group").asText();
        String version = description.path("version").asText();
        ObjectNode openApi = (ObjectNode) description.path("schema");
        var representation = new Representation(
                StructuralSchema.compile(openApi),
                openApi,
                new Subresources(texts(description.path("subresources")).contains("status"), Optional.empty()),
                List.of(),
                texts(description.path("selectableFields")),
                "");
        String storageGroup = description.path("storageGroup").asText(group);
        var origin = new Origin.BuiltIn(storageGroup, version, (ObjectNode) description.path("blank"));
        boolean namespaced = description.path("namespaced").asBoolean();
        return new ResourceType(group, version, names(description.path("names")), namespaced, representation, origin);
    }

    static ResourceNames names(JsonNode names) {
        String kind = names.path("kind").asText();
        return new ResourceNames(
                kind,
                names.path("listKind").asText(kind + "List"),
                names.path("plural").asText(),
                names.path("singular").asText(),
                texts(names.path("shortNames")),
                texts(names.path("categories")));
    }

    static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
