package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class WorkspaceTest {

    private enum Step {
        UP(".."),
        HERE("."),
        EMPTY(""),
        DIRECTORY("directory"),
        DEEPER("deeper"),
        FILE("file"),
        MISSING("missing"),
        LINK_WITHIN("within"),
        LINK_UP("up"),
        LINK_OUT("out"),
        LINK_ROOT("root"),
        LINK_LOOP("loop");

        private final String name;

        Step(String name) {
            this.name = name;
        }
    }

    @SuppressWarnings("NullAway.Init")
    private Path parent;

    @SuppressWarnings("NullAway.Init")
    private Path root;

    @BeforeProperty
    void fill() throws IOException {
        parent = Files.createTempDirectory("workspace-test").toRealPath();
        root = Files.createDirectories(parent.resolve("workspace"));
        for (Path directory :
                List.of(root, Files.createDirectories(root.resolve("directory/deeper")), root.resolve("directory"))) {
            Files.writeString(directory.resolve("file"), "content");
            Files.createSymbolicLink(directory.resolve("up"), Path.of(".."));
            Files.createSymbolicLink(directory.resolve("out"), Path.of("../../elsewhere"));
            Files.createSymbolicLink(directory.resolve("root"), Path.of("/etc"));
            Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        }
        Files.createSymbolicLink(root.resolve("within"), Path.of("directory/deeper"));
    }

    @AfterProperty
    void clear() throws IOException {
        try (Stream<Path> paths = Files.walk(parent)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property
    void whatIsSaidToBeInsideIsThereByTheFileSystemsOwnReckoning(@ForAll @Size(max = 8) List<Step> steps)
            throws IOException {
        String path = String.join("/", steps.stream().map(step -> step.name).toList());
        Workspace workspace = new Workspace(root, java.util.Set.of());

        Optional<String> place = workspace.inside("", path);

        if (place.isPresent()) {
            Path named = root.resolve(place.get());
            Path there = Files.exists(named) ? named.toRealPath() : named.normalize();
            assertThat(there.startsWith(root)).as("%s -> %s", path, place).isTrue();
            assertThat(there).as("it has no more links in it").isEqualTo(named.normalize());
        }
        Path asTheSystemSees = root.resolve(path.startsWith("/") ? "." + path : path);
        if (!path.startsWith("/") && Files.exists(asTheSystemSees)) {
            boolean inside = asTheSystemSees.toRealPath().startsWith(root);
            assertThat(!inside && place.isPresent())
                    .as("%s leads out, and was let through as %s", path, place)
                    .isFalse();
        }
    }
}
