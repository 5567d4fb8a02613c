package social.coulomb.sandboxer.controllers.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.MissingSecret;
import social.coulomb.sandboxer.sdk.RegistryCredential;
import social.coulomb.sandboxer.sdk.SourceCredential;

/// Reads logins out of the Secrets that are made for them. Pure; keeps together what it found and what it could not
/// read.
final class Logins {

    static final String GIT_HOST = "sandboxer.coulomb.social/git-host";
    /// An annotation, because a label cannot hold a URL: the login is for repositories below it alone.
    static final String GIT_URL = "sandboxer.coulomb.social/git-url";
    static final String IMAGE_PULL = "sandboxer.coulomb.social/image-pull";

    private static final String BASIC = "kubernetes.io/basic-auth";
    private static final String DOCKER = "kubernetes.io/dockerconfigjson";
    private static final String DOCKER_KEY = ".dockerconfigjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<SourceCredential> sources = new ArrayList<>();
    private final List<RegistryCredential> registries = new ArrayList<>();
    private final List<MissingSecret> unusable = new ArrayList<>();

    List<SourceCredential> sources() {
        return sources;
    }

    List<RegistryCredential> registries() {
        return registries;
    }

    List<MissingSecret> unusable() {
        return unusable;
    }

    void addSource(Secret secret) {
        if (!isOfType(secret, BASIC)) {
            return;
        }
        Optional<String> password = text(secret, "password");
        if (password.isEmpty() || password.get().isEmpty()) {
            refuse(secret, "has no readable key 'password': set it to a password or a token");
            return;
        }
        Map<String, String> annotations = secret.getMetadata().getAnnotations();
        String host = secret.getMetadata().getLabels().getOrDefault(GIT_HOST, "");
        String prefix = annotations == null ? host : annotations.getOrDefault(GIT_URL, host);
        sources.add(new SourceCredential(
                prefix, text(secret, "username").orElse("git"), password.get().strip()));
    }

    void addRegistries(Secret secret) {
        if (!"true".equals(secret.getMetadata().getLabels().get(IMAGE_PULL)) || !isOfType(secret, DOCKER)) {
            return;
        }
        JsonNode logins = text(secret, DOCKER_KEY)
                .flatMap(Logins::json)
                .orElse(JSON.nullNode())
                .path("auths");
        int before = registries.size();
        logins.properties().forEach(login -> addRegistry(login.getKey(), login.getValue()));
        if (registries.size() == before) {
            refuse(
                    secret,
                    "holds no login: make it with 'kubectl create secret docker-registry', or from a file like docker's"
                            + " config.json with user names and passwords in it");
        }
    }

    private void addRegistry(String registry, JsonNode login) {
        String username = login.path("username").asText();
        String password = login.path("password").asText();
        String both = SecretText.decode(login.path("auth").asText()).orElse("");
        int colon = both.indexOf(':');
        if (password.isEmpty() && colon > 0) {
            username = both.substring(0, colon);
            password = both.substring(colon + 1);
        }
        if (!registry.isBlank() && !password.isEmpty()) {
            registries.add(new RegistryCredential(registry, username, password));
        }
    }

    private boolean isOfType(Secret secret, String type) {
        if (type.equals(secret.getType())) {
            return true;
        }
        refuse(
                secret,
                "must be of type " + type + ", or lose its label " + (type.equals(BASIC) ? GIT_HOST : IMAGE_PULL));
        return false;
    }

    private void refuse(Secret secret, String why) {
        String place = "Secret " + secret.getMetadata().getNamespace() + "/"
                + secret.getMetadata().getName();
        unusable.add(new MissingSecret(secret.getMetadata().getName(), List.of(place), place + " " + why + "."));
    }

    private static Optional<String> text(Secret secret, String key) {
        Map<String, String> data = secret.getData();
        return data == null
                ? Optional.empty()
                : Optional.ofNullable(data.get(key)).flatMap(SecretText::decode);
    }

    /// A parser's message would repeat what it read, so that it is not told.
    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
