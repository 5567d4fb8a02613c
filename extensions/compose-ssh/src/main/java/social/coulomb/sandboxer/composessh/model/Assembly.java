package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes one document of a compose file and all that it includes and extends, as if it had been written in one
/// piece: variables are resolved, and relative paths start from the main file's directory.
///
/// Nothing is trusted here for where it comes from: the whole is held against the rules afterwards.
final class Assembly {

    private static final Set<String> SECTIONS = Set.of("services", "networks", "volumes", "configs", "secrets");
    private static final Set<String> FILES = Set.of("configs", "secrets");
    private static final Set<String> IGNORED = Set.of("version", "name");
    private static final Set<String> INCLUDE_KEYS = Set.of("path", "project_directory", "env_file");
    private static final int DEEPEST = 10;
    private static final int MOST_INCLUDES = 50;

    private final ComposeSources sources;
    private final ComposeSource main;
    private final Findings findings;
    /// In which file each thing was declared first.
    private final Map<String, String> declaredIn = new LinkedHashMap<>();
    private int includes;

    /// One project of those that are put together.
    ///
    /// @param files of which later ones are laid over earlier ones; the first one's directory is where paths
    ///     start
    /// @param variables what stands for variables in them
    /// @param chain the files that led here
    private record Project(List<ComposeSource> files, Map<String, String> variables, List<String> chain) {
        ComposeSource first() {
            return files.getFirst();
        }
    }

    Assembly(ComposeSources sources, ComposeSource main, Findings findings) {
        this.sources = sources;
        this.main = main;
        this.findings = findings;
    }

    /// @param variables what stands for variables in the main file, and wins in those that it includes
    ObjectNode assemble(Map<String, String> variables) throws ComposeRefused, IOException {
        return load(new Project(List.of(main), variables, List.of(main.place())));
    }

    private ObjectNode load(Project project) throws ComposeRefused, IOException {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        List<JsonNode> wishes = new ArrayList<>();
        for (ComposeSource file : project.files()) {
            ObjectNode read = read(file, project.variables());
            JsonNode wish = read.remove("include");
            if (wish != null && !wish.isNull()) {
                wishes.add(wish);
            }
            overlay(model, read);
        }
        for (JsonNode wish : wishes) {
            if (!wish.isArray()) {
                include("include", wish, project, model);
            }
            int index = 0;
            for (JsonNode item : wish.isArray() ? wish : List.<JsonNode>of()) {
                include("include[" + index++ + "]", item, project, model);
            }
        }
        return model;
    }

    private ObjectNode read(ComposeSource file, Map<String, String> variables) throws ComposeRefused, IOException {
        Interpolation interpolation = new Interpolation(variables, findings.of(file.place()));
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : file.document().properties()) {
            String key = entry.getKey();
            if (key.equals("services") && entry.getValue().isObject()) {
                read.set(key, services(file, variables));
            } else {
                JsonNode resolved = interpolation.resolve(key, entry.getValue());
                sources.count(resolved);
                if (FILES.contains(key)) {
                    new SourcePaths(main.directory(), file.directory()).moveFiles(resolved);
                }
                read.set(key, resolved);
            }
            read.path(key).fieldNames().forEachRemaining(name -> {
                findings.origin(key + "." + name, file.place());
                declaredIn.putIfAbsent(key + "." + name, file.place());
            });
        }
        return read;
    }

    private ObjectNode services(ComposeSource file, Map<String, String> variables) throws ComposeRefused, IOException {
        Extending extending = new Extending(sources, main.directory(), variables, findings);
        ObjectNode services = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> service : file.section("services").properties()) {
            Extending.Written written = extending.write(file, service.getKey());
            services.set(service.getKey(), written.definition());
            written.origins()
                    .forEach((key, origin) -> findings.origin("services." + service.getKey() + "." + key, origin));
        }
        return services;
    }

    /// Lays one file of a project over those before it.
    private static void overlay(ObjectNode model, ObjectNode over) {
        over.properties().forEach(section -> {
            if (!(model.get(section.getKey()) instanceof ObjectNode known)
                    || !(section.getValue() instanceof ObjectNode added)) {
                if (!model.has(section.getKey()) || !section.getValue().isNull()) {
                    model.set(section.getKey(), section.getValue());
                }
                return;
            }
            added.properties().forEach(entry -> {
                boolean isMerged =
                        known.get(entry.getKey()) instanceof ObjectNode && entry.getValue() instanceof ObjectNode;
                known.set(
                        entry.getKey(),
                        isMerged
                                ? ServiceMerge.merge(
                                        (ObjectNode) known.get(entry.getKey()), (ObjectNode) entry.getValue())
                                : entry.getValue());
            });
        });
    }

    /// Adds what one item of `include` stands for.
    private void include(String path, JsonNode item, Project project, ObjectNode model)
            throws ComposeRefused, IOException {
        String place = project.first().place();
        Findings here = findings.of(place);
        if (++includes > MOST_INCLUDES || project.chain().size() > DEEPEST) {
            throw new ComposeRefused(
                    path,
                    "in " + place + " is one of more than " + MOST_INCLUDES + " includes, or they are more than "
                            + DEEPEST + " levels deep: join some of the files");
        }
        item.fieldNames().forEachRemaining(key -> {
            if (!INCLUDE_KEYS.contains(key)) {
                here.addUnknown(path + "." + key);
            }
        });
        List<ComposeSource> files = files(path, item, project.first(), here);
        if (files.isEmpty()) {
            return;
        }
        ComposeSource first = files.getFirst();
        List<String> chain = new ArrayList<>(project.chain());
        chain.add(first.place());
        if (project.chain().contains(first.place())) {
            here.add(path, "leads back to itself (" + String.join(" -> ", chain) + "): break the circle");
            return;
        }
        Map<String, String> variables = new LinkedHashMap<>(variables(path, item, project.first(), first, here));
        variables.putAll(project.variables());
        take(load(new Project(files, variables, chain)), first.place(), model);
    }

    /// The files of one item, with the directory that their paths start from; empty when one cannot be had.
    private List<ComposeSource> files(String path, JsonNode item, ComposeSource from, Findings here)
            throws ComposeRefused, IOException {
        String where = item.isObject() ? path + ".path" : path;
        List<String> names = Fields.texts(where, item.isObject() ? item.path("path") : item, here);
        List<ComposeSource> files = new ArrayList<>();
        for (String name : names) {
            sources.open(where, from.directory(), name, here).ifPresent(files::add);
        }
        if (files.isEmpty() || files.size() < names.size()) {
            return List.of();
        }
        Optional<String> directory = item.hasNonNull("project_directory")
                ? sources.directory(
                        path + ".project_directory",
                        from.directory(),
                        item.path("project_directory").asText(),
                        here)
                : Optional.of(files.getFirst().directory());
        return directory.isEmpty()
                ? List.of()
                : files.stream().map(file -> file.from(directory.get())).toList();
    }

    private Map<String, String> variables(
            String path, JsonNode item, ComposeSource from, ComposeSource included, Findings here)
            throws ComposeRefused, IOException {
        return item.hasNonNull("env_file")
                ? sources.variables(
                        path + ".env_file",
                        from.directory(),
                        Fields.texts(path + ".env_file", item.path("env_file"), here),
                        here)
                : sources.ownVariables(included.directory());
    }

    /// Adds what was included. The same thing may come by several ways, but then it must be the same.
    private void take(ObjectNode included, String place, ObjectNode model) {
        for (Map.Entry<String, JsonNode> section : included.properties()) {
            String key = section.getKey();
            if (!SECTIONS.contains(key)) {
                if (!IGNORED.contains(key) && !key.startsWith("x-")) {
                    findings.of(place).addUnknown(key);
                }
                continue;
            }
            ObjectNode known = model.get(key) instanceof ObjectNode object ? object : model.putObject(key);
            Fields.object(key, section.getValue(), findings.of(place))
                    .properties()
                    .forEach(entry -> {
                        String path = key + "." + entry.getKey();
                        JsonNode other = known.get(entry.getKey());
                        if (other != null && !other.equals(entry.getValue())) {
                            findings.add(
                                    path,
                                    "is declared in " + declaredIn.get(path) + " and, differently, in " + place
                                            + ": rename one of them");
                        } else {
                            known.set(entry.getKey(), entry.getValue());
                        }
                    });
        }
    }
}
