package social.coulomb.sandboxer.controllers.secrets;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.controllers.secrets.SecretReading.NotAllowed;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.Missing;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.MissingSecret;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.Resolved;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.Unknown;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Looks beside the sandbox first; beside the operator, and into its environment, for those alone whom the profile
/// lets in.
public final class KubernetesSecretSource implements SecretSource {

    /// What is fetched is named by this input.
    private static final String REPO = "repo";

    private final KubernetesClient client;
    private final SecretPlaces places;

    public KubernetesSecretSource(KubernetesClient client, SecretPlaces places) {
        this.client = client;
        this.places = places;
    }

    @Override
    public SecretResolution resolve(String namespace, Profile profile, Map<String, String> inputs) {
        try {
            return new Search(namespace, profile).resolve(inputs.containsKey(REPO));
        } catch (KubernetesClientException e) {
            return new Unknown("The Secrets of the sandbox cannot be read now: status " + e.getCode() + ".");
        }
    }

    /// One resolution.
    private final class Search {

        private final SecretReading reading = new SecretReading(client);
        private final String namespace;
        private final Profile profile;
        private final boolean letIn;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final List<MissingSecret> missing = new ArrayList<>();

        Search(String namespace, Profile profile) {
            this.namespace = namespace;
            this.profile = profile;
            this.letIn = profile.allowedNamespaces().contains(namespace);
        }

        SecretResolution resolve(boolean fetches) {
            profile.setup().secretRefs().forEach(this::find);
            Logins logins = fetches ? logins() : new Logins();
            missing.addAll(logins.unusable());
            return missing.isEmpty()
                    ? new Resolved(new Secrets(values, logins.sources(), logins.registries()))
                    : new Missing(missing);
        }

        private void find(String ref) {
            SecretRef wanted = SecretRef.parse(ref).orElse(null);
            if (wanted == null) {
                missing.add(new MissingSecret(
                        ref,
                        List.of(),
                        "Profile " + profile.id() + " has '" + ref
                                + "' in setup.secret_refs: name a Secret, or a Secret" + " and a key as name/key."));
                return;
            }
            List<String> looked = new ArrayList<>();
            Optional<String> value = inSecrets(wanted, looked).or(() -> inEnvironment(wanted, looked));
            value.ifPresentOrElse(found -> values.put(ref, found), () -> missing.add(absent(wanted, looked)));
        }

        private Optional<String> inSecrets(SecretRef wanted, List<String> looked) {
            List<String> namespaces = letIn && !namespace.equals(places.namespace())
                    ? List.of(namespace, places.namespace())
                    : List.of(namespace);
            for (String place : namespaces) {
                Optional<String> value = inSecret(place, wanted, looked);
                if (value.isPresent()) {
                    return value;
                }
            }
            return Optional.empty();
        }

        private Optional<String> inSecret(String place, SecretRef wanted, List<String> looked) {
            String name = "Secret " + place + "/" + wanted.secret();
            try {
                Optional<Secret> secret = reading.secret(place, wanted.secret());
                Optional<String> value = secret.flatMap(wanted::encoded).flatMap(SecretText::decode);
                if (value.isEmpty()) {
                    looked.add(
                            secret.isEmpty() ? name : name + " (which has no text under " + wanted.wantedKey() + ")");
                }
                return value;
            } catch (NotAllowed e) {
                looked.add(
                        name + " (which sandboxer may not read: bind the ClusterRole sandboxer-secrets to its account"
                                + " in namespace " + place + ")");
                return Optional.empty();
            }
        }

        private Optional<String> inEnvironment(SecretRef wanted, List<String> looked) {
            if (!places.local() && !letIn) {
                return Optional.empty();
            }
            String variable = wanted.variable();
            String value = places.environment().get(variable);
            if (value == null || value.isEmpty()) {
                looked.add("the variable " + variable + " of sandboxer");
                return Optional.empty();
            }
            return Optional.of(value);
        }

        private MissingSecret absent(SecretRef wanted, List<String> looked) {
            return new MissingSecret(
                    wanted.ref(),
                    looked,
                    "The secret '" + wanted.ref() + "' is not there: looked for " + String.join(", then ", looked)
                            + ". Create the Secret " + wanted.secret() + " in namespace " + namespace + " with "
                            + wanted.wantedKey() + ".");
        }

        /// A namespace whose Secrets may not be listed has no logins: public sources need none.
        private Logins logins() {
            Logins logins = new Logins();
            try {
                reading.labelled(namespace, Logins.GIT_HOST).forEach(logins::addSource);
                reading.labelled(namespace, Logins.IMAGE_PULL).forEach(logins::addRegistries);
            } catch (NotAllowed e) {
                return new Logins();
            }
            return logins;
        }
    }
}
