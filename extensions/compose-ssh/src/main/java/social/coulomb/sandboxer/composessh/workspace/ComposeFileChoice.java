package social.coulomb.sandboxer.composessh.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ProvisionRequest;

/// Which compose file of a workspace is meant: the request's, the profile's, that of `e2e/e2e.yml`, or a usual
/// name.
public final class ComposeFileChoice {

    /// The input that names a compose file inside the workspace.
    public static final String COMPOSE_FILE = "composeFile";

    /// The same in the spelling of the original system.
    public static final String OLDER_COMPOSE_FILE = "compose_file";

    private static final String E2E = "e2e/e2e.yml";
    private static final List<String> USUAL_NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    private ComposeFileChoice() {}

    /// @return a path relative to the workspace, not yet proven to lie inside it
    /// @throws ExtensionFailure.Refused when nothing names a compose file and none has a usual name
    public static String choose(ProvisionRequest request, Path workspace) throws ExtensionFailure {
        Optional<String> named = Optional.ofNullable(request.inputs().get(COMPOSE_FILE))
                .or(() -> Optional.ofNullable(request.inputs().get(OLDER_COMPOSE_FILE)))
                .or(() -> Optional.ofNullable(request.profile().setup().composeFile()));
        if (named.isPresent()) {
            return named.get();
        }
        Optional<String> e2e = fromE2e(workspace);
        if (e2e.isPresent()) {
            return e2e.get();
        }
        return USUAL_NAMES.stream()
                .filter(name -> Files.isRegularFile(workspace.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> new ExtensionFailure.Refused(
                        "ComposeFileMissing",
                        "The workspace has no compose file: name one with spec.inputs.composeFile, or add "
                                + String.join(", ", USUAL_NAMES) + " or " + E2E + "."));
    }

    private static Optional<String> fromE2e(Path workspace) throws ExtensionFailure {
        Path file = workspace.resolve(E2E);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return document instanceof Map<?, ?> map && map.get("compose_file") instanceof String name
                    ? Optional.of(name)
                    : Optional.empty();
        } catch (YAMLException e) {
            throw new ExtensionFailure.Refused("ComposeFileMissing", E2E + " is not YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ExtensionFailure.Transient("WorkspaceUnreadable", E2E + " cannot be read: " + e.getMessage(), e);
        }
    }
}
