package social.coulomb.sandboxer.app.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The API as a client of its own sees it: requests on one HTTP/2 connection, the watch on another, both over TLS.
final class LoadApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SANDBOXES = "/apis/sandboxer.coulomb.social/v1alpha1/namespaces/default/sandboxes";
    private static final String EVENTS = "/api/v1/namespaces/default/events";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int GONE_ALREADY = 404;

    private final URI address;
    private final String token;
    private final HttpClient requests;
    private final HttpClient watches;

    private LoadApi(URI address, String token, SSLContext tls) {
        this.address = address;
        this.token = token;
        this.requests = client(tls);
        this.watches = client(tls);
    }

    static LoadApi of(Path kubeconfig) throws IOException, GeneralSecurityException {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        byte[] authority = Base64.getDecoder().decode(config.getCaCertData());
        return new LoadApi(URI.create(config.getMasterUrl()), config.getAutoOAuthToken(), trusting(authority));
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(tls)
                .build();
    }

    private static SSLContext trusting(byte[] authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    void create(String name, String profile) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("apiVersion", "sandboxer.coulomb.social/v1alpha1")
                .put("kind", "Sandbox")
                .<ObjectNode>set("metadata", JSON.createObjectNode().put("name", name))
                .set("spec", JSON.createObjectNode().put("profile", profile))
                .toString();
        HttpRequest request =
                request(SANDBOXES).POST(BodyPublishers.ofString(body)).build();
        require(requests.send(request, BodyHandlers.ofString()), name);
    }

    /// One that is gone already is a success.
    void delete(String name) throws IOException, InterruptedException {
        HttpRequest request = request(SANDBOXES + "/" + name).DELETE().build();
        HttpResponse<String> answer = requests.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != GONE_ALREADY) {
            require(answer, name);
        }
    }

    /// How many sandboxes there are; as a side effect, the connection for requests is open.
    int count() throws IOException, InterruptedException {
        return get(SANDBOXES).path("items").size();
    }

    /// How often Events tell of each sandbox, by its name.
    Map<String, Long> eventCounts() throws IOException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        String next = "";
        do {
            JsonNode page = get(EVENTS + "?limit=500&continue=" + next);
            for (JsonNode event : page.path("items")) {
                String name = event.path("involvedObject").path("name").asText();
                counts.merge(name, event.path("count").asLong(1), Long::sum);
            }
            next = page.path("metadata").path("continue").asText();
        } while (!next.isEmpty());
        return counts;
    }

    /// Follows all sandboxes from now on, until the stream ends. Blocks.
    ///
    /// @param began called when the API follows
    void watch(Runnable began, Consumer<JsonNode> events) throws IOException, InterruptedException {
        String version = get(SANDBOXES + "?limit=1")
                .path("metadata")
                .path("resourceVersion")
                .asText();
        HttpRequest request =
                request(SANDBOXES + "?watch=1&resourceVersion=" + version).build();
        HttpResponse<Stream<String>> answer = watches.send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            began.run();
            for (String line : (Iterable<String>) lines::iterator) {
                events.accept(JSON.readTree(line));
            }
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        BodyHandler<String> text = BodyHandlers.ofString();
        HttpRequest request = request(path).timeout(PATIENCE).build();
        return JSON.readTree(require(requests.send(request, text), path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static String require(HttpResponse<String> answer, String about) throws IOException {
        if (answer.statusCode() >= 400) {
            throw new IOException(about + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
