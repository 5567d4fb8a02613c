package social.coulomb.sandboxer.controllers.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.ApiServerOptions;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.controllers.TolerantClient;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.Missing;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.MissingSecret;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.Resolved;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution.Unknown;
import social.coulomb.sandboxer.sdk.RegistryCredential;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.SourceCredential;
import social.coulomb.sandboxer.sdk.catalog.CatalogFile;
import social.coulomb.sandboxer.sdk.catalog.CatalogReader;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Secrets of a real API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesSecretSourceIT {

    private static final String OPERATOR = "sandboxer-system";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SANDBOXER_SECRET_BUILD_TOKEN", "of the environment", "PATH", "/bin");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedApiServer api;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @BeforeAll
    void start() throws Exception {
        api = EmbeddedApiServer.start(ApiServerOptions.in(directory).withPort(0));
        client = TolerantClient.build(Config.fromKubeconfig(Files.readString(api.kubeconfig())));
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        api.close();
    }

    @Test
    void aRefIsASecretBesideTheSandboxByEachOfItsUsualKeys() {
        String namespace = namespace("keys");
        secret(namespace, "build-token", Map.of("build_token", "named", "other", "x"));
        secret(namespace, "only", Map.of("whatever", "the only one"));
        secret(namespace, "several", Map.of("value", "the usual one", "other", "x"));

        assertThat(values(onCluster(), namespace, "[build_token, only, several, build_token/other]"))
                .containsExactly(
                        Map.entry("build_token", "named"),
                        Map.entry("only", "the only one"),
                        Map.entry("several", "the usual one"),
                        Map.entry("build_token/other", "x"));
    }

    @Test
    void whatIsNotThereIsToldWithWhereItWasLookedForAndTheCure() {
        String namespace = namespace("missing");
        secret(namespace, "several", Map.of("one", "s3cr3t", "two", "s3cr3t"));

        List<MissingSecret> missing = missing(onCluster(), namespace, "[build_token, several]");

        assertThat(missing).extracting(MissingSecret::ref).containsExactly("build_token", "several");
        assertThat(missing.getFirst().looked()).containsExactly("Secret missing/build-token");
        assertThat(missing.getFirst().message())
                .contains("Create the Secret build-token in namespace missing", "'build_token'");
        assertThat(missing.get(1).message())
                .contains("no text under the key 'several'")
                .doesNotContain("s3cr3t");
    }

    @Test
    void bytesThatAreNoTextAreNoValue() {
        String namespace = namespace("bytes");
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("binary")
                        .endMetadata()
                        .addToData("binary", "//79")
                        .build())
                .create();

        assertThat(missing(onCluster(), namespace, "[binary]")).hasSize(1);
    }

    @Test
    void onAClusterTheOperatorsOwnIsForNamespacesAloneThatTheProfileNames() {
        String tenant = namespace("tenant");
        namespace(OPERATOR);
        secret(OPERATOR, "shared", Map.of("shared", "of the operator"));

        assertThat(missing(onCluster(), tenant, "[shared, build_token]"))
                .extracting(MissingSecret::looked)
                .containsExactly(List.of("Secret tenant/shared"), List.of("Secret tenant/build-token"));
        assertThat(missing(onCluster(), tenant, "[shared]\nallowed_namespaces: [others]"))
                .hasSize(1);
        assertThat(values(onCluster(), tenant, "[shared, build_token]\nallowed_namespaces: [tenant]"))
                .containsEntry("shared", "of the operator")
                .containsEntry("build_token", "of the environment");
    }

    @Test
    void forOnePersonTheEnvironmentIsAlwaysAskedLast() {
        String namespace = namespace("person");
        SecretSource local = new KubernetesSecretSource(client, new SecretPlaces(OPERATOR, ENVIRONMENT, true));

        assertThat(values(local, namespace, "[build_token]")).containsEntry("build_token", "of the environment");
        assertThat(missing(local, namespace, "[path]").getFirst().looked())
                .containsExactly("Secret person/path", "the variable SANDBOXER_SECRET_PATH of sandboxer");
        secret(namespace, "build-token", Map.of("value", "of the namespace"));
        assertThat(values(local, namespace, "[build_token]")).containsEntry("build_token", "of the namespace");
    }

    @Test
    void loginsAreReadByTheirLabelsWhereSomethingIsFetched() {
        String namespace = namespace("logins");
        login(namespace, "git", "kubernetes.io/basic-auth", "git-host", "git.example.org", Map.of("password", "pw\n"));
        login(
                namespace,
                "pull",
                "kubernetes.io/dockerconfigjson",
                "image-pull",
                "true",
                Map.of(
                        ".dockerconfigjson",
                        "{\"auths\": {\"a.example\": {\"auth\": \"dTpw\"}, \"b.example\":"
                                + " {\"username\": \"v\", \"password\": \"q\"}, \"c.example\": {}}}"));

        SecretResolution found = onCluster().resolve(namespace, profile("[]"), Map.of("repo", "https://x"));

        assertThat(found)
                .isEqualTo(new Resolved(new Secrets(
                        Map.of(),
                        List.of(new SourceCredential("git.example.org", "git", "pw")),
                        List.of(
                                new RegistryCredential("a.example", "u", "p"),
                                new RegistryCredential("b.example", "v", "q")))));
        assertThat(onCluster().resolve(namespace, profile("[]"), Map.of())).isEqualTo(new Resolved(Secrets.NONE));
    }

    @Test
    void loginsThatCannotBeReadAreToldWithoutWhatTheyHold() {
        String namespace = namespace("odd-logins");
        login(namespace, "opaque", "Opaque", "git-host", "git.example.org", Map.of("password", "s3cr3t"));
        login(
                namespace,
                "no-json",
                "kubernetes.io/dockerconfigjson",
                "image-pull",
                "true",
                Map.of(".dockerconfigjson", "{\"auths\": {}, \"s3cr3t\": 1}"));

        SecretResolution found = onCluster().resolve(namespace, profile("[]"), Map.of("repo", "https://x"));

        assertThat(found)
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> assertThat(missing.message())
                                .contains(
                                        "odd-logins/opaque must be of type kubernetes.io/basic-auth",
                                        "odd-logins/no-json holds no login")
                                .doesNotContain("s3cr3t"));
    }

    @Test
    void whereTheOperatorMayNotLookThatIsSaidWithTheCureAndPublicSourcesGoOn() throws Exception {
        try (Answering forbidden = new Answering(403)) {
            SecretSource source =
                    new KubernetesSecretSource(forbidden.client, new SecretPlaces(OPERATOR, Map.of(), false));

            assertThat(missing(source, "tenant", "[build_token]").getFirst().message())
                    .contains("may not read", "sandboxer-secrets");
            assertThat(source.resolve("tenant", profile("[]"), Map.of("repo", "https://x")))
                    .isEqualTo(new Resolved(Secrets.NONE));
        }
    }

    @Test
    void anApiThatDoesNotAnswerMeansUnknownAndNotMissing() throws Exception {
        try (Answering broken = new Answering(500)) {
            SecretSource source =
                    new KubernetesSecretSource(broken.client, new SecretPlaces(OPERATOR, Map.of(), false));

            assertThat(source.resolve("tenant", profile("[build_token]"), Map.of()))
                    .isInstanceOf(Unknown.class);
        }
    }

    private SecretSource onCluster() {
        return new KubernetesSecretSource(client, new SecretPlaces(OPERATOR, ENVIRONMENT, false));
    }

    private static Map<String, String> values(SecretSource source, String namespace, String refs) {
        SecretResolution found = source.resolve(namespace, profile(refs), Map.of());
        assertThat(found).isInstanceOf(Resolved.class);
        return ((Resolved) found).secrets().values();
    }

    private static List<MissingSecret> missing(SecretSource source, String namespace, String refs) {
        SecretResolution found = source.resolve(namespace, profile(refs), Map.of());
        assertThat(found).isInstanceOf(Missing.class);
        return ((Missing) found).secrets();
    }

    private static Profile profile(String refs) {
        var reading = CatalogReader.ofProfiles().read(List.of(new CatalogFile("profile.test.yaml", """
                id: profile.test
                version: "1"
                extension: ext.fake
                isolation: {level: container}
                ttl: {default: 1h, max: 1h}
                setup:
                  secret_refs:\s""" + refs + "\n")));
        assertThat(reading.problems()).isEmpty();
        return reading.entries().values().iterator().next().value();
    }

    private String namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .createOr(existing -> existing.update());
        return name;
    }

    private void secret(String namespace, String name, Map<String, String> values) {
        client.resource(builder(namespace, name, values).build()).create();
    }

    private void login(
            String namespace, String name, String type, String label, String value, Map<String, String> values) {
        Secret secret = builder(namespace, name, values)
                .withType(type)
                .editMetadata()
                .addToLabels("sandboxer.coulomb.social/" + label, value)
                .endMetadata()
                .build();
        client.resource(secret).create();
    }

    private static SecretBuilder builder(String namespace, String name, Map<String, String> values) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withStringData(values);
    }

    /// An API that answers everything with the same status.
    private static final class Answering implements AutoCloseable {
        private final HttpServer server;
        final KubernetesClient client;

        Answering(int status) throws Exception {
            byte[] body = ("{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"code\": " + status
                            + "}")
                    .getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            Config config = new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build();
            client = new KubernetesClientBuilder().withConfig(config).build();
        }

        @Override
        public void close() {
            client.close();
            server.stop(0);
        }
    }
}
