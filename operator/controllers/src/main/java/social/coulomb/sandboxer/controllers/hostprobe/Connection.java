package social.coulomb.sandboxer.controllers.hostprobe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.hostprobe.CapacitySpec;
import social.coulomb.sandboxer.crds.hostprobe.Engine;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeSpec;
import social.coulomb.sandboxer.crds.hostprobe.Transport;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings;
import social.coulomb.sandboxer.host.HostSettings.EngineChoice;
import social.coulomb.sandboxer.host.HostSettings.EngineSettings;
import social.coulomb.sandboxer.host.HostSettings.HostAccess;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.SshCredentials;

/// What a HostProbe's spec says of how its host is reached, in the words of the host room. Pure.
final class Connection {

    private static final int SSH_PORT = 22;

    private Connection() {}

    /// @param name under which the host is registered
    static HostSettings settings(String name, HostProbe probe, SshCredentials credentials, ConnectionPolicy policy) {
        HostProbeSpec spec = probe.getSpec();
        CapacitySpec capacity = spec.capacity();
        return new HostSettings(
                name,
                new HostEndpoint(
                        spec.address() == null ? "localhost" : spec.address(),
                        spec.port() == null ? SSH_PORT : spec.port(),
                        spec.user() == null ? "" : spec.user()),
                new HostAccess(transport(spec.transport()), credentials, hostKeys(spec.hostKey(), policy)),
                new EngineSettings(engine(spec.engine()), words(spec.composeCommand())),
                baseDir(spec),
                concurrency(capacity));
    }

    static String baseDir(HostProbeSpec spec) {
        return spec.baseDir() == null ? HostSettings.DEFAULT_BASE_DIR : spec.baseDir();
    }

    static int concurrency(@Nullable CapacitySpec capacity) {
        return capacity == null || capacity.maxConcurrentOperations() == null
                ? HostSettings.DEFAULT_CONCURRENT_OPERATIONS
                : capacity.maxConcurrentOperations();
    }

    /// Tells by one word whether a spec still points to the same place.
    static String digest(HostProbeSpec spec) {
        String place = String.join(
                "\n",
                String.valueOf(spec.transport()),
                String.valueOf(spec.address()),
                String.valueOf(spec.port()),
                String.valueOf(spec.user()),
                baseDir(spec),
                String.valueOf(spec.engine()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static HostSettings.Transport transport(@Nullable Transport transport) {
        return transport == null ? HostSettings.Transport.AUTO : HostSettings.Transport.valueOf(transport.name());
    }

    private static EngineChoice engine(@Nullable Engine engine) {
        return engine == null ? EngineChoice.AUTO : EngineChoice.valueOf(engine.name());
    }

    private static List<String> words(@Nullable String command) {
        return command == null
                ? List.of()
                : Arrays.stream(command.split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /// The type and the key; a comment behind them has no meaning.
    private static HostKeyPolicy hostKeys(@Nullable String pinned, ConnectionPolicy policy) {
        if (pinned == null) {
            return new HostKeyPolicy.KnownHosts(policy.knownHosts());
        }
        List<String> words = words(pinned);
        return new HostKeyPolicy.Pinned(List.of(String.join(" ", words.subList(0, Math.min(2, words.size())))));
    }
}
