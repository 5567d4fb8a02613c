package social.coulomb.sandboxer.controllers.hostprobe;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.hostprobe.HostProbe;
import social.coulomb.sandboxer.crds.hostprobe.HostProbeSpec;
import social.coulomb.sandboxer.crds.hostprobe.SecretKeyReference;
import social.coulomb.sandboxer.crds.hostprobe.Transport;
import social.coulomb.sandboxer.host.SshCredentials;

/// Finds the key with which a host lets us in. Reads Secrets of the operator's namespace only; keeps and
/// prints none.
final class HostKeyRing {

    private final KubernetesClient client;
    private final String namespace;
    private final ConnectionPolicy policy;

    HostKeyRing(KubernetesClient client, String namespace, ConnectionPolicy policy) {
        this.client = client;
        this.namespace = namespace;
        this.policy = policy;
    }

    /// Blocks for one request.
    ///
    /// @throws Unusable when the spec wants what this installation does not offer, or what is not there
    SshCredentials credentials(HostProbe probe) throws Unusable {
        HostProbeSpec spec = probe.getSpec();
        if (spec.transport() == Transport.LOCAL) {
            requireLocal("LocalTransportRefused", "transport local");
        }
        if (spec.sshKeyFile() != null) {
            requireLocal("KeyFileRefused", "sshKeyFile");
            return keyFile(spec.sshKeyFile());
        }
        SecretKeyReference reference = spec.sshKeySecretRef();
        return reference == null ? new SshCredentials.ClientConfiguration(null) : fromSecret(reference);
    }

    private void requireLocal(String reason, String what) throws Unusable {
        if (!policy.local()) {
            throw new Unusable(
                    reason,
                    what + " exists in `sandboxer up` only: put the key into a Secret and name it in sshKeySecretRef.",
                    true);
        }
    }

    private static SshCredentials keyFile(String name) throws Unusable {
        Path file = Path.of(name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name);
        if (!Files.isReadable(file)) {
            throw new Unusable("KeyFileMissing", "The key file " + file + " is not there or cannot be read.", false);
        }
        return new SshCredentials.KeyFile(file);
    }

    private SshCredentials fromSecret(SecretKeyReference reference) throws Unusable {
        String place = "Secret " + namespace + "/" + reference.name();
        Secret secret = client.secrets()
                .inNamespace(namespace)
                .withName(reference.name())
                .get();
        if (secret == null) {
            throw new Unusable("SecretMissing", "There is no " + place + ": create it with the private key.", false);
        }
        byte[] key = value(secret, reference.key());
        if (key == null) {
            throw new Unusable("SecretKeyMissing", place + " has no readable key '" + reference.key() + "'.", false);
        }
        return new SshCredentials.KeyInMemory(key, null);
    }

    private static byte @Nullable [] value(Secret secret, String key) {
        String encoded = secret.getData() == null ? null : secret.getData().get(key);
        if (encoded == null) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// The host cannot be tried with what the spec says.
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;
        private final boolean permanent;

        Unusable(String reason, String message, boolean permanent) {
            super(message);
            this.reason = reason;
            this.permanent = permanent;
        }

        String reason() {
            return reason;
        }

        /// Whether only a changed spec can help.
        boolean isPermanent() {
            return permanent;
        }
    }
}
