package social.coulomb.sandboxer.app.command.host;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.app.command.api.ApiAccess;
import social.coulomb.sandboxer.app.command.api.DeclaredObjects;
import social.coulomb.sandboxer.app.command.api.DeclaredObjects.Declaration;

/// `sandboxer hosts add`: a HostProbe with its key pinned.
@Command(
        name = "add",
        description = "Declares a host: shows its key's fingerprint, and writes the HostProbe when it is trusted.",
        mixinStandardHelpOptions = true)
final class AddHostCommand implements Callable<Integer> {

    private static final int SSH_PORT = 22;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the call
    private CommandSpec spec;

    @Mixin
    private final ApiAccess access = new ApiAccess();

    @Mixin
    private final HostKeyConsent consent = new HostKeyConsent();

    @Parameters(paramLabel = "NAME", description = "The host's name, as sandboxes and profiles call it.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @ArgGroup(exclusive = false)
    private final Place place = new Place();

    @Option(names = "--engine", paramLabel = "ENGINE", description = "docker or podman; found by itself without it.")
    private @Nullable String engine;

    @Option(
            names = "--compose-command",
            paramLabel = "COMMAND",
            description = "Run projects with this program, such as podman-compose, and not with the engine itself;"
                    + " $SANDBOXER_COMPOSE_CMD without it.")
    private @Nullable String composeCommand;

    @Option(
            names = "--base-dir",
            paramLabel = "DIR",
            description = "Where sandboxes live there; /tmp/sandboxer without it.")
    private @Nullable String baseDir;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "How often the host is looked at; 30s without it.")
    private @Nullable String interval;

    /// Where the host is and how one gets in.
    static final class Place {
        @Option(
                names = "--address",
                paramLabel = "ADDRESS",
                description = "DNS name or IP address; the NAME without it.")
        private @Nullable String address;

        @Option(names = "--port", paramLabel = "PORT", description = "Of its SSH server; 22 without it.")
        private @Nullable Integer port;

        @Option(names = "--user", paramLabel = "USER", description = "To log in as; $SANDBOXER_SSH_USER without it.")
        private @Nullable String user;

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description = "The private key, on the machine of the controllers; $SANDBOXER_SSH_KEY without it.")
        private @Nullable String keyFile;

        @Option(
                names = "--key-secret",
                paramLabel = "NAME/KEY",
                description = "The private key as an entry of a Secret in the controllers' namespace, as on a cluster.")
        private @Nullable String keySecret;

        @Option(
                names = "--transport",
                paramLabel = "TRANSPORT",
                description = "sshj, openssh (agent, ~/.ssh/config, jump hosts) or local (this machine).")
        private @Nullable String transport;

        @Nullable
        Map<String, String> keySecretReference() throws StartFailure {
            if (keySecret == null) {
                return null;
            }
            String[] words = keySecret.split("/", -1);
            if (words.length != 2 || words[0].isEmpty() || words[1].isEmpty()) {
                throw new StartFailure(
                        Exit.USAGE, "--key-secret is the Secret's name and the key in it: NAME/KEY, not " + keySecret);
            }
            return Map.of("name", words[0], "key", words[1]);
        }

        /// The address may be a name of the user's own, behind other hosts: no key can be asked for there.
        boolean isLookedUpBySsh() {
            return "openssh".equals(transport);
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> wanted = describe(out);
        try (KubernetesClient client = access.connect()) {
            DeclaredObjects.apply(client, new Declaration("HostProbe", null, name, Map.of(), wanted), false);
        }
        out.println("hostprobe/" + name + " declared");
        return 0;
    }

    private Map<String, Object> describe(PrintWriter out) throws Exception {
        Map<String, Object> wanted = new LinkedHashMap<>();
        boolean local = "local".equals(place.transport);
        if (!local) {
            String address = place.address == null ? name : place.address;
            int port = place.port == null ? SSH_PORT : place.port;
            wanted.put("address", address);
            if (place.isLookedUpBySsh() && !consent.isGiven()) {
                out.println("Whether " + address + " is trusted is left to ssh's known_hosts.");
            } else {
                wanted.put("hostKey", consent.agree(address, port, out));
            }
        }
        HostDefaults defaults = HostDefaults.from(System::getenv);
        putIfGiven(wanted, "port", place.port);
        putIfGiven(wanted, "user", place.user != null || local ? place.user : defaults.user());
        boolean namesKey = place.keyFile != null || place.keySecret != null;
        putIfGiven(wanted, "sshKeyFile", namesKey || local ? place.keyFile : defaults.keyFile());
        putIfGiven(wanted, "sshKeySecretRef", place.keySecretReference());
        putIfGiven(wanted, "transport", place.transport);
        putIfGiven(wanted, "engine", engine);
        putIfGiven(wanted, "composeCommand", composeCommand == null ? defaults.composeCommand() : composeCommand);
        putIfGiven(wanted, "baseDir", baseDir);
        putIfGiven(wanted, "interval", interval);
        return wanted;
    }

    private static void putIfGiven(Map<String, Object> wanted, String field, @Nullable Object value) {
        if (value != null) {
            wanted.put(field, value);
        }
    }
}
