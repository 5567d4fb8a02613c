package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens the compose and environment files of a workspace, within bounds. None is ever read from outside of it.
final class ComposeSources {

    private static final int MOST_FILES = 50;
    private static final int MOST_NODES = 200_000;
    private static final int MOST_CHARACTERS = 1 << 23;

    private final Workspace workspace;
    private final Map<String, ObjectNode> documents = new HashMap<>();
    private int nodes;
    private long characters;

    ComposeSources(Workspace workspace) {
        this.workspace = workspace;
    }

    /// The file that everything begins with.
    ComposeSource main(String name) throws ComposeRefused, IOException {
        String place =
                workspace.inside("", name).orElseThrow(() -> new ComposeRefused(name, "leads out of the workspace"));
        String text =
                workspace.read(place).orElseThrow(() -> new ComposeRefused(name, "is not a file in the workspace"));
        documents.put(place, ComposeDocument.parse(name, text));
        return source(place);
    }

    /// A file that another one names; empty, with a finding, when it cannot be had.
    ///
    /// @param path where it is named
    Optional<ComposeSource> open(String path, String directory, String name, Findings findings)
            throws ComposeRefused, IOException {
        Optional<String> place = place(path, directory, name, findings);
        if (place.isPresent() && !documents.containsKey(place.get())) {
            if (documents.size() >= MOST_FILES) {
                throw new ComposeRefused(path, "reads more than " + MOST_FILES + " files: join some of them");
            }
            String text = workspace.read(place.get()).orElse("");
            documents.put(place.get(), ComposeDocument.parse(place.get(), text));
        }
        return place.map(this::source);
    }

    private ComposeSource source(String place) {
        ObjectNode document = documents.get(place);
        if (document == null) {
            throw new IllegalStateException(place + " was not opened");
        }
        return new ComposeSource(place, ComposeSource.directoryOf(place), document);
    }

    private Optional<String> place(String path, String directory, String name, Findings findings)
            throws ComposeRefused, IOException {
        if (isRemote(name)) {
            findings.add(path, "'" + name + "' is elsewhere, and nothing is fetched: copy it into the workspace");
            return Optional.empty();
        }
        Optional<String> place = workspace.inside(directory, name);
        if (place.isEmpty()) {
            findings.add(path, "'" + name + "' leads out of the workspace: copy it into the workspace");
            return Optional.empty();
        }
        if (place.get().contains(":")) {
            findings.add(path, "'" + name + "' has a ':' in its path: rename it");
            return Optional.empty();
        }
        if (workspace.read(place.get()).isEmpty()) {
            findings.add(path, "'" + name + "' is no file of text in the workspace: add it, or correct the path");
            return Optional.empty();
        }
        return place;
    }

    private static boolean isRemote(String name) {
        return name.contains("://") || name.startsWith("git@") || name.startsWith("github.com/");
    }

    /// A directory inside the workspace; empty, with a finding, when it is none.
    Optional<String> directory(String path, String base, String name, Findings findings) throws IOException {
        Optional<String> place = workspace.inside(base, name);
        if (place.isEmpty() || place.get().contains(":") || !workspace.exists(place.get())) {
            findings.add(path, "'" + name + "' is no directory inside the workspace: correct the path");
            return Optional.empty();
        }
        return place;
    }

    /// The variables of a project's own `.env`; none without such a file.
    Map<String, String> ownVariables(String directory) throws ComposeRefused, IOException {
        String name = directory.isEmpty() ? ".env" : directory + "/.env";
        Optional<String> place = workspace.inside("", name);
        return place.isEmpty()
                ? Map.of()
                : EnvironmentFile.parse(name, workspace.read(place.get()).orElse(""));
    }

    /// The variables of these files, of which later ones win.
    Map<String, String> variables(String path, String directory, List<String> files, Findings findings)
            throws ComposeRefused, IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String file : files) {
            Optional<String> place = place(path, directory, file, findings);
            if (place.isPresent()) {
                variables.putAll(EnvironmentFile.parse(
                        place.get(), workspace.read(place.get()).orElse("")));
            }
        }
        return variables;
    }

    /// Counts what was read in, wherever it came from, so that files which repeat each other stay bounded.
    void count(JsonNode read) throws ComposeRefused {
        measure(read);
        if (nodes > MOST_NODES || characters > MOST_CHARACTERS) {
            throw new ComposeRefused("services", "are too much with all that they extend and include");
        }
    }

    private void measure(JsonNode node) {
        nodes++;
        characters += node.isTextual() ? node.textValue().length() : 0;
        node.forEach(this::measure);
    }
}
