package social.coulomb.sandboxer.controllers.secrets;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The requests of one resolution: each Secret is asked for once. Not for use by several threads.
final class SecretReading {

    private static final int FORBIDDEN = 403;

    private final KubernetesClient client;
    private final Map<String, Optional<Secret>> read = new HashMap<>();

    SecretReading(KubernetesClient client) {
        this.client = client;
    }

    /// Empty when there is no such Secret.
    ///
    /// @throws NotAllowed when the operator may not look
    Optional<Secret> secret(String namespace, String name) throws NotAllowed {
        String place = namespace + "/" + name;
        Optional<Secret> known = read.get(place);
        if (known != null) {
            return known;
        }
        try {
            Optional<Secret> found = Optional.ofNullable(
                    client.secrets().inNamespace(namespace).withName(name).get());
            read.put(place, found);
            return found;
        } catch (KubernetesClientException e) {
            throw refusalOr(e);
        }
    }

    /// The Secrets of the namespace that carry the label.
    ///
    /// @throws NotAllowed when the operator may not look
    List<Secret> labelled(String namespace, String label) throws NotAllowed {
        try {
            return client.secrets()
                    .inNamespace(namespace)
                    .withLabel(label)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            throw refusalOr(e);
        }
    }

    private static NotAllowed refusalOr(KubernetesClientException failure) {
        if (failure.getCode() == FORBIDDEN) {
            return new NotAllowed();
        }
        throw failure;
    }

    /// An administrator has not let the operator into that namespace's Secrets.
    static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
