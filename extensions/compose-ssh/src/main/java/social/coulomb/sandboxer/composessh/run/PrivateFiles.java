package social.coulomb.sandboxer.composessh.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import social.coulomb.sandboxer.host.shell.CommandInput;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.RegistryCredential;
import social.coulomb.sandboxer.sdk.Secrets;

/// Files of the sandbox's directory that hold secrets. They travel on a script's standard input, so that neither
/// its text nor a command line has them, and only the host's account can read them.
final class PrivateFiles {

    /// What every service gets as its environment.
    static final String SECRETS = "secrets.env";

    /// Logins for the fetching of images; removed right behind it.
    static final String LOGINS = "registry/config.json";

    /// The contained project as a compose program reads it.
    static final String PROJECT = "compose.json";

    private static final String DOCKER_HUB = "docker.io";
    /// As docker calls it.
    private static final String DOCKER_HUB_INDEX = "https://index.docker.io/v1/";
    /// Engines read environment files by lines of at most 64 KiB.
    private static final int LONGEST = 32 * 1024;

    private final Map<String, String> variables;
    private final StringBuilder lines = new StringBuilder();

    private PrivateFiles(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// @throws ExtensionFailure.Refused when a value cannot be a variable of an environment
    static PrivateFiles of(Secrets secrets) throws ExtensionFailure.Refused {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, String> secret : secrets.values().entrySet()) {
            String name = Secrets.variable(secret.getKey());
            if (variables.put(name, oneLine(secret.getKey(), secret.getValue())) != null) {
                throw refused(secret.getKey(), "would be the variable " + name + ", as another one is: rename it");
            }
        }
        PrivateFiles files = new PrivateFiles(variables);
        variables.forEach((name, value) -> files.add(SECRETS, name + "=" + value));
        if (!secrets.registries().isEmpty()) {
            files.add(LOGINS, logins(secrets.registries()));
        }
        return files;
    }

    /// A line break at the very end is nobody's intent: editors and pipes put it there.
    private static String oneLine(String ref, String value) throws ExtensionFailure.Refused {
        String line = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
        line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (line.chars().anyMatch(character -> character == '\n' || character == '\r' || character == 0)) {
            throw refused(ref, "has several lines, which an environment cannot carry: store it as base64 in one line");
        }
        if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw refused(ref, "is longer than " + LONGEST + " bytes, which an environment cannot carry");
        }
        return line;
    }

    private static ExtensionFailure.Refused refused(String ref, String why) {
        return new ExtensionFailure.Refused("SecretUnusable", "The secret '" + ref + "' " + why + ".");
    }

    private static String logins(List<RegistryCredential> registries) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        ObjectNode logins = file.putObject("auths");
        for (RegistryCredential login : registries) {
            String word = login.username() + ":" + login.password();
            String encoded = Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
            for (String name : names(login.registry())) {
                logins.putObject(name).put("auth", encoded);
            }
        }
        return file.toString();
    }

    /// Docker and podman call one registry by different names.
    private static List<String> names(String registry) {
        boolean hub = registry.equals(DOCKER_HUB) || registry.contains("index.docker.io");
        return hub ? List.of(DOCKER_HUB, DOCKER_HUB_INDEX) : List.of(registry);
    }

    /// What every service gets, by the variable's name.
    Map<String, String> variables() {
        return variables;
    }

    /// One more line of a file, which begins empty.
    ///
    /// @param name its path in the sandbox's directory, without spaces
    PrivateFiles add(String name, String line) {
        lines.append(name).append(' ').append(line).append('\n');
        return this;
    }

    /// What `keep_private` reads.
    CommandInput input() {
        return CommandInput.text(lines.toString());
    }
}
