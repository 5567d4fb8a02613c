package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Networks are ours: made beforehand, closed to the outside where the profile says so, and only named in the
/// file.
final class NetworkRules {

    private static final String DEFAULT = "default";
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,40}");

    private static final Pattern HOST_NAME = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?");

    private final ContainmentRules rules;
    private final Findings findings;
    private final Map<String, ContainedProject.PlannedNetwork> planned = new LinkedHashMap<>();
    private final Map<String, ContainedProject.PlannedNetwork> used = new LinkedHashMap<>();

    NetworkRules(ContainmentRules rules, ObjectNode declared, Findings findings) {
        this.rules = rules;
        this.findings = findings;
        plan(DEFAULT, JsonNodeFactory.instance.objectNode());
        declared.properties().forEach(entry -> {
            String path = "networks." + entry.getKey();
            if (!KEY.matcher(entry.getKey()).matches()) {
                findings.add(path, "is no usable name: use letters, digits, '-' and '_'");
                return;
            }
            plan(entry.getKey(), Fields.object(path, entry.getValue(), findings));
        });
    }

    private void plan(String key, ObjectNode network) {
        network.properties().forEach(entry -> check("networks." + key, entry.getKey(), entry.getValue()));
        boolean internal = rules.deniesOutside() || network.path("internal").asBoolean();
        planned.put(key, new ContainedProject.PlannedNetwork(key, rules.project() + "_" + key, internal));
    }

    private void check(String path, String key, JsonNode value) {
        String place = path + "." + key;
        switch (key) {
            case "driver" -> {
                if (!value.asText().equals("bridge")) {
                    findings.add(place, "must be bridge: other drivers join networks of the host");
                }
            }
            case "external" -> {
                if (value.isObject() || value.asBoolean()) {
                    findings.add(place, "is not allowed: a sandbox has networks of its own only");
                }
            }
            case "internal", "labels", "attachable" -> {}
            case "name" -> findings.add(place, "is not allowed: the network's name is made from the sandbox's");
            default -> findings.addUnknown(place);
        }
    }

    /// The networks of one service, each with its aliases; the default network when it names none.
    ObjectNode ofService(String path, JsonNode wanted) {
        ObjectNode networks = JsonNodeFactory.instance.objectNode();
        if (wanted.isArray()) {
            Fields.texts(path, wanted, findings).forEach(key -> join(path, key, networks));
        } else {
            Fields.object(path, wanted, findings).properties().forEach(entry -> {
                ObjectNode joined = join(path, entry.getKey(), networks);
                Fields.object(path + "." + entry.getKey(), entry.getValue(), findings)
                        .properties()
                        .forEach(option -> {
                            if (option.getKey().equals("aliases")) {
                                aliases(path + "." + entry.getKey(), option.getValue(), joined);
                            } else {
                                findings.addUnknown(path + "." + entry.getKey() + "." + option.getKey());
                            }
                        });
            });
        }
        return networks.isEmpty() ? joinDefault(path) : networks;
    }

    private void aliases(String path, JsonNode wanted, ObjectNode joined) {
        ArrayNode aliases = joined.putArray("aliases");
        for (String alias : Fields.texts(path + ".aliases", wanted, findings)) {
            if (!HOST_NAME.matcher(alias).matches()) {
                findings.add(path + ".aliases", "'" + alias + "' is no host name");
            }
            aliases.add(alias);
        }
    }

    private ObjectNode joinDefault(String path) {
        ObjectNode networks = JsonNodeFactory.instance.objectNode();
        join(path, DEFAULT, networks);
        return networks;
    }

    private ObjectNode join(String path, String key, ObjectNode networks) {
        ContainedProject.PlannedNetwork network = planned.get(key);
        if (network == null) {
            findings.add(path, "names network '" + key + "' that the file does not declare");
        } else {
            used.put(key, network);
        }
        return networks.putObject(key);
    }

    List<ContainedProject.PlannedNetwork> planned() {
        return new ArrayList<>(used.values());
    }

    ObjectNode declarations() {
        ObjectNode declarations = JsonNodeFactory.instance.objectNode();
        used.values().forEach(network -> {
            ObjectNode declaration = declarations.putObject(network.key());
            declaration.put("external", true).put("name", network.name());
        });
        return declarations;
    }
}
