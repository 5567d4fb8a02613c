package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Lays one definition over another as the compose specification says: mappings are merged, lists are appended,
/// of what can be there only once the later stays, and single values are replaced. Pure.
final class ServiceMerge {

    private static final Set<String> REPLACED = Set.of("command", "entrypoint");
    /// Mappings that may be written as lists of `NAME=value`.
    private static final Set<String> PAIRS =
            Set.of("environment", "labels", "annotations", "sysctls", "extra_hosts", "args", "driver_opts");
    /// Mappings that may be written as lists of names.
    private static final Set<String> NAMES = Set.of("networks", "depends_on");
    /// Lists of which a single item may stand alone.
    private static final Set<String> LISTS = Set.of("env_file", "tmpfs", "dns", "dns_search", "profiles");

    private static final Map<String, Function<JsonNode, String>> UNIQUE = Map.of(
            "volumes",
            ServiceMerge::mountTarget,
            "configs",
            item -> fileTarget("/", item),
            "secrets",
            item -> fileTarget("/run/secrets/", item),
            "ports",
            ServiceMerge::portKey);

    private ServiceMerge() {}

    /// @param base what is extended, or comes first
    /// @param over what extends it, or comes later
    static ObjectNode merge(ObjectNode base, ObjectNode over) {
        ObjectNode merged = base.deepCopy();
        over.properties().forEach(entry -> {
            JsonNode below = merged.get(entry.getKey());
            merged.set(
                    entry.getKey(),
                    below == null
                            ? entry.getValue().deepCopy()
                            : merge(entry.getKey(), below, entry.getValue().deepCopy()));
        });
        REPLACED.stream().filter(key -> merged.path(key).isNull()).forEach(merged::remove);
        return merged;
    }

    private static JsonNode merge(String key, JsonNode base, JsonNode over) {
        if (REPLACED.contains(key)) {
            return over;
        }
        if (base.isNull() || over.isNull()) {
            return over.isNull() ? base : over;
        }
        if (key.equals("build")) {
            return mappings(context(base), context(over));
        }
        if (PAIRS.contains(key)) {
            return mappings(pairs(base), pairs(over));
        }
        if (NAMES.contains(key)) {
            return mappings(named(key, base), named(key, over));
        }
        if (LISTS.contains(key) || (base.isArray() && over.isArray())) {
            return appended(key, list(base), list(over));
        }
        return base.isObject() && over.isObject() ? mappings(base, over) : over;
    }

    private static JsonNode mappings(JsonNode base, JsonNode over) {
        if (!(base instanceof ObjectNode) || !(over instanceof ObjectNode object)) {
            return over;
        }
        ObjectNode merged = (ObjectNode) base;
        object.properties().forEach(entry -> {
            JsonNode below = merged.get(entry.getKey());
            merged.set(
                    entry.getKey(), below == null ? entry.getValue() : member(entry.getKey(), below, entry.getValue()));
        });
        return merged;
    }

    private static JsonNode member(String key, JsonNode base, JsonNode over) {
        if (over.isNull()) {
            return base.isContainerNode() ? base : over;
        }
        // A health check is a command too.
        return over.isValueNode() || key.equals("test") ? over : merge(key, base, over);
    }

    private static ArrayNode appended(String key, ArrayNode base, ArrayNode over) {
        Function<JsonNode, String> identity = UNIQUE.getOrDefault(key, JsonNode::toString);
        Map<String, JsonNode> items = new LinkedHashMap<>();
        base.forEach(item -> items.put(identity.apply(item), item));
        over.forEach(item -> items.put(identity.apply(item), item));
        return JsonNodeFactory.instance.arrayNode().addAll(items.values());
    }

    private static JsonNode context(JsonNode build) {
        return build.isTextual() ? JsonNodeFactory.instance.objectNode().set("context", build) : build;
    }

    private static JsonNode pairs(JsonNode node) {
        if (!node.isArray()) {
            return node;
        }
        ObjectNode pairs = JsonNodeFactory.instance.objectNode();
        node.forEach(pair -> {
            String text = pair.asText();
            int equals = text.indexOf('=');
            if (equals < 0) {
                pairs.putNull(text);
            } else {
                pairs.put(text.substring(0, equals), text.substring(equals + 1));
            }
        });
        return pairs;
    }

    private static JsonNode named(String key, JsonNode node) {
        if (!node.isArray()) {
            return node;
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        node.forEach(name -> {
            if (key.equals("depends_on")) {
                named.putObject(name.asText()).put("condition", "service_started");
            } else {
                named.putNull(name.asText());
            }
        });
        return named;
    }

    private static ArrayNode list(JsonNode node) {
        return node instanceof ArrayNode array
                ? array
                : JsonNodeFactory.instance.arrayNode().add(node);
    }

    private static String mountTarget(JsonNode mount) {
        if (mount.isObject()) {
            return mount.path("target").asText();
        }
        String[] parts = mount.asText().split(":", -1);
        return parts[parts.length == 1 ? 0 : 1];
    }

    private static String fileTarget(String directory, JsonNode item) {
        String source = item.isObject() ? item.path("source").asText() : item.asText();
        String target = item.path("target").asText(source);
        return target.startsWith("/") ? target : directory + target;
    }

    /// Address, published and container port, and protocol.
    private static String portKey(JsonNode port) {
        if (port.isObject()) {
            return String.join(
                    "|",
                    port.path("host_ip").asText(),
                    port.path("published").asText(),
                    port.path("target").asText(),
                    port.path("protocol").asText("tcp"));
        }
        String[] protocol = port.asText().split("/", 2);
        String rest = protocol[0];
        int target = rest.lastIndexOf(':');
        int published = target < 0 ? -1 : rest.lastIndexOf(':', target - 1);
        return String.join(
                "|",
                published < 0 ? "" : rest.substring(0, published),
                target < 0 ? "" : rest.substring(published + 1, target),
                rest.substring(target + 1),
                protocol.length < 2 ? "tcp" : protocol[1]);
    }
}
