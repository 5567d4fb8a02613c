package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ports: on the host's loopback alone, and where the network denies the outside not even there, since engines
/// publish nothing from an internal network; then they are reached through a tunnel.
final class PortRules {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");
    private static final Pattern SHORT =
            Pattern.compile("(?:(?<ip>\\[[0-9a-fA-F:]+]|[0-9a-zA-Z.]*[a-zA-Z.][0-9a-zA-Z.]*|):)?"
                    + "(?:(?<published>[0-9]*):)?(?<container>[0-9]{1,5})(?:/(?<protocol>tcp|udp))?");
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST = 80;

    private record Wish(@Nullable String ip, int published, int container, String protocol) {}

    private final ContainmentRules rules;
    private final Findings findings;

    PortRules(ContainmentRules rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
    }

    /// What a consumer can reach, which is TCP alone: a tunnel carries nothing else.
    List<ContainedProject.ServicePort> contain(String path, ObjectNode wanted, ObjectNode contained) {
        Map<Integer, ContainedProject.ServicePort> offered = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode port : list(path + ".ports", wanted.path("ports"))) {
            Wish wish = read(path + ".ports[" + index++ + "]", port);
            if (wish == null || wish.container() == 0) {
                continue;
            }
            ContainedProject.ServicePort published = publish(wish, contained);
            if (wish.protocol().equals("tcp")) {
                offered.putIfAbsent(wish.container(), published);
            }
        }
        for (JsonNode port : list(path + ".expose", wanted.path("expose"))) {
            String text = port.asText();
            int container = portNumber(path + ".expose", text.replaceFirst("/(tcp|udp)$", ""));
            if (container > 0 && !text.endsWith("/udp")) {
                offered.putIfAbsent(container, new ContainedProject.ServicePort(container, 0));
            }
        }
        return List.copyOf(offered.values());
    }

    private JsonNode list(String path, JsonNode node) {
        if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
            findings.addWrongType(path, "a list", node);
        }
        return node;
    }

    private ContainedProject.ServicePort publish(Wish wish, ObjectNode contained) {
        if (rules.deniesOutside() || wish.published() == 0) {
            return new ContainedProject.ServicePort(wish.container(), 0);
        }
        contained
                .withArray("/ports")
                .add("127.0.0.1:" + wish.published() + ":" + wish.container() + "/" + wish.protocol());
        return new ContainedProject.ServicePort(wish.container(), wish.published());
    }

    private @Nullable Wish read(String path, JsonNode port) {
        Wish wish = port.isObject() ? longForm(path, (ObjectNode) port) : shortForm(path, port.asText());
        if (wish != null && wish.ip() != null && !wish.ip().isEmpty() && !LOOPBACK.contains(wish.ip())) {
            findings.add(path, "publishes on " + wish.ip() + ": only the host's loopback is allowed, write 127.0.0.1");
            return null;
        }
        return wish;
    }

    private @Nullable Wish shortForm(String path, String text) {
        Matcher matcher = SHORT.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            findings.add(path, "'" + text + "' is no single port: write 8080:80 or 127.0.0.1:8080:80");
            return null;
        }
        String published = matcher.group("published");
        String protocol = matcher.group("protocol");
        return new Wish(
                matcher.group("ip"),
                published == null || published.isEmpty() ? 0 : portNumber(path, published),
                portNumber(path, matcher.group("container")),
                protocol == null ? "tcp" : protocol);
    }

    private @Nullable Wish longForm(String path, ObjectNode port) {
        port.fieldNames().forEachRemaining(key -> {
            if (!Set.of("target", "published", "host_ip", "protocol", "mode", "name", "app_protocol")
                    .contains(key)) {
                findings.addUnknown(path + "." + key);
            }
        });
        String protocol = port.path("protocol").asText("tcp");
        if (!Set.of("tcp", "udp").contains(protocol)
                || port.path("mode").asText("ingress").equals("host")) {
            findings.add(path, "must be tcp or udp, and not in mode host");
            return null;
        }
        String published = port.path("published").asText("");
        return new Wish(
                port.path("host_ip").asText(""),
                published.isEmpty() ? 0 : portNumber(path, published),
                portNumber(path, port.path("target").asText()),
                protocol);
    }

    private int portNumber(String path, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= LARGEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, with the numbers out of range
        }
        findings.add(path, "'" + text + "' is no port");
        return 0;
    }
}
