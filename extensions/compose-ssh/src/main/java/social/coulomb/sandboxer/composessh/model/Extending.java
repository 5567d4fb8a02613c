package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes services out that extend others, in their own file or in another one of the workspace.
final class Extending {

    private static final int LONGEST_CHAIN = 20;
    private static final Set<String> KEYS = Set.of("service", "file");

    private final ComposeSources sources;
    private final String mainDirectory;
    private final Map<String, String> variables;
    private final Findings findings;

    /// A service written out, and which file each of its keys comes from.
    record Written(JsonNode definition, Map<String, String> origins) {}

    /// What a service says to extend.
    private record Target(ComposeSource source, String service) {}

    Extending(ComposeSources sources, String mainDirectory, Map<String, String> variables, Findings findings) {
        this.sources = sources;
        this.mainDirectory = mainDirectory;
        this.variables = variables;
        this.findings = findings;
    }

    Written write(ComposeSource source, String service) throws ComposeRefused, IOException {
        return write(source, service, List.of());
    }

    private Written write(ComposeSource source, String service, List<String> chain) throws ComposeRefused, IOException {
        Findings here = findings.of(source.place());
        String path = "services." + service;
        JsonNode resolved = new Interpolation(variables, here)
                .resolve(path, source.section("services").path(service));
        sources.count(resolved);
        if (!(resolved instanceof ObjectNode own)) {
            return new Written(resolved, Map.of());
        }
        JsonNode wish = own.remove("extends");
        new SourcePaths(mainDirectory, source.directory()).moveService(own);
        Map<String, String> origins = new LinkedHashMap<>();
        own.fieldNames().forEachRemaining(key -> origins.put(key, source.place()));
        Written alone = new Written(own, origins);
        if (wish == null || wish.isNull()) {
            return alone;
        }
        List<String> longer = new ArrayList<>(chain);
        longer.add(source.place() + ":" + service);
        Optional<Target> target = target(source, path + ".extends", wish, here);
        return target.isPresent() ? extend(alone, target.get(), path + ".extends", longer, here) : alone;
    }

    private Written extend(Written own, Target target, String path, List<String> chain, Findings here)
            throws ComposeRefused, IOException {
        String next = target.source().place() + ":" + target.service();
        if (chain.contains(next)) {
            here.add(
                    path,
                    "leads back to itself (" + String.join(" -> ", chain) + " -> " + next + "): break the circle");
            return own;
        }
        if (chain.size() >= LONGEST_CHAIN) {
            here.add(path, "is a chain of more than " + LONGEST_CHAIN + " services: write some of them out");
            return own;
        }
        Written base = write(target.source(), target.service(), chain);
        if (!(base.definition() instanceof ObjectNode below) || !(own.definition() instanceof ObjectNode over)) {
            return own;
        }
        ObjectNode merged = ServiceMerge.merge(below, over);
        Map<String, String> origins = new LinkedHashMap<>();
        merged.properties().forEach(entry -> origins.put(entry.getKey(), origin(entry, base, own)));
        return new Written(merged, origins);
    }

    /// Of a value that both have a part in, both files.
    private static String origin(Map.Entry<String, JsonNode> entry, Written base, Written own) {
        String below = base.origins().getOrDefault(entry.getKey(), "");
        String over = own.origins().getOrDefault(entry.getKey(), "");
        boolean shared = entry.getValue().isContainerNode() && !below.isEmpty() && !over.isEmpty();
        if (shared && !below.equals(over)) {
            return below + " and " + over;
        }
        return over.isEmpty() ? below : over;
    }

    private Optional<Target> target(ComposeSource source, String path, JsonNode wish, Findings here)
            throws ComposeRefused, IOException {
        if (!wish.isTextual() && !wish.isObject()) {
            here.addWrongType(path, "a service's name, or a mapping with 'service' and 'file'", wish);
            return Optional.empty();
        }
        wish.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                here.addUnknown(path + "." + key);
            }
        });
        String service = wish.isTextual() ? wish.asText() : wish.path("service").asText();
        Optional<ComposeSource> base = wish.hasNonNull("file")
                ? sources.open(
                        path + ".file", source.directory(), wish.path("file").asText(), here)
                : Optional.of(source);
        if (base.isPresent() && !base.get().section("services").has(service)) {
            String problem = service.isEmpty() ? "names no service" : "names service '" + service + "'";
            here.add(
                    wish.isTextual() ? path : path + ".service",
                    problem + ", and " + base.get().place() + " declares " + String.join(", ", names(base.get()))
                            + ": name one of these");
            return Optional.empty();
        }
        return base.map(file -> new Target(file, service));
    }

    private static List<String> names(ComposeSource source) {
        List<String> names = new ArrayList<>();
        source.section("services").fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? List.of("none") : names.subList(0, Math.min(20, names.size()));
    }
}
