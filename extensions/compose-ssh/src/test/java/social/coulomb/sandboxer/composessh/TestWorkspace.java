package social.coulomb.sandboxer.composessh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// A directory that a test fills with files, and the requests that use it.
record TestWorkspace(Path root) {

    TestWorkspace with(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    ProvisionRequest request(SandboxIdentity identity, Profile profile, String host) {
        return new ProvisionRequest(identity, profile, Map.of("repo", root.toString()), host);
    }
}
