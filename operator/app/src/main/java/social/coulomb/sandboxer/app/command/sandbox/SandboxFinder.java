package social.coulomb.sandboxer.app.command.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Finds the sandbox that a person means: by its object's name, or by its id.
final class SandboxFinder {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");

    private final KubernetesClient client;
    private final NamespaceScope scope;

    SandboxFinder(KubernetesClient client, NamespaceScope scope) {
        this.client = client;
        this.scope = scope;
    }

    /// @throws StartFailure when there is none, or more than one
    Sandbox require(String word) throws StartFailure {
        return find(word)
                .orElseThrow(() -> new StartFailure(
                        Exit.NOT_FOUND,
                        "There is no sandbox '" + word + "' in " + scope.describe(client)
                                + (scope.everywhere() ? "." : "; -A looks in all of them.")));
    }

    /// @throws StartFailure when the word fits more than one
    Optional<Sandbox> find(String word) throws StartFailure {
        Map<String, Sandbox> found = new LinkedHashMap<>();
        add(found, byField("metadata.name", word));
        if (ID.matcher(word).matches()) {
            add(found, byField("status.sandboxId", word));
        }
        if (found.size() > 1) {
            throw new StartFailure(
                    Exit.NOT_FOUND,
                    "'" + word + "' can mean " + candidates(found.values()) + ": say which, with -n and the name.");
        }
        return found.values().stream().findFirst();
    }

    private List<Sandbox> byField(String field, String value) throws StartFailure {
        return scope.sandboxes(client).withField(field, value).list().getItems();
    }

    private static void add(Map<String, Sandbox> found, List<Sandbox> sandboxes) {
        sandboxes.forEach(sandbox -> found.putIfAbsent(place(sandbox), sandbox));
    }

    private static String candidates(Collection<Sandbox> found) {
        return found.stream()
                .map(sandbox -> place(sandbox)
                        + (sandbox.getStatus() == null || sandbox.getStatus().sandboxId() == null
                                ? ""
                                : " (" + sandbox.getStatus().sandboxId() + ")"))
                .collect(Collectors.joining(" or "));
    }

    private static String place(Sandbox sandbox) {
        return sandbox.getMetadata().getNamespace() + "/"
                + sandbox.getMetadata().getName();
    }
}
