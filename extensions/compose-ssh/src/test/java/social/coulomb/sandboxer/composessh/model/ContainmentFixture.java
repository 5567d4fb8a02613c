package social.coulomb.sandboxer.composessh.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import social.coulomb.sandboxer.composessh.TestProfiles;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// A workspace on disk and the compose file in it, contained as a host would get it.
final class ContainmentFixture {

    static final String ON_HOST = "/srv/sandboxer/0123456789ab/workspace";

    private final Path root;

    ContainmentFixture(Path directory) throws IOException {
        this.root = directory.toRealPath();
    }

    ContainmentFixture file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    ContainmentFixture bytes(String name, byte... content) throws IOException {
        Files.write(root.resolve(name), content);
        return this;
    }

    ContainmentFixture link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
        return this;
    }

    ContainedProject contain(String compose) throws ComposeRefused, IOException {
        return contain(compose, TestProfiles.standard());
    }

    ContainedProject contain(String compose, Profile profile) throws ComposeRefused, IOException {
        return file("compose.yaml", compose).containFile("compose.yaml", profile);
    }

    ContainedProject containFile(String composeFile, Profile profile) throws ComposeRefused, IOException {
        ContainmentRules rules = new ContainmentRules(
                "sbx-0123456789ab",
                ON_HOST,
                Map.of("sandboxer.coulomb.social/installation", "here"),
                profile.network(),
                profile.resources());
        return new Containment(workspace(), rules).contain(composeFile);
    }

    Workspace workspace() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> files = paths.filter(path -> !path.equals(root))
                    .map(root::relativize)
                    .toList();
            return Workspace.of(root, files);
        }
    }
}
