package social.coulomb.sandboxer.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.EmbeddedApiServer;
import social.coulomb.sandboxer.apiserver.auth.BearerToken;
import social.coulomb.sandboxer.apiserver.lifecycle.ApiCore;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoreOptions;

/// Requests and their answers, without sockets.
final class ApiRouterTest {

    private static final String TEAPOTS = "/apis/kitchen.example.org/v1/namespaces/default/teapots";
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RevisionStore store;

    @SuppressWarnings("NullAway.Init")
    private ApiCore core;

    @SuppressWarnings("NullAway.Init")
    private ApiRouter router;

    @SuppressWarnings("NullAway.Init")
    private String authorization;

    private boolean healthy = true;

    @BeforeEach
    void open() throws Exception {
        store = RevisionStore.open(StoreOptions.of(directory.resolve("store"), Clock.systemUTC()));
        core = ApiCore.open(store, List.of(teapots()), Clock.systemUTC());
        BearerToken token = BearerToken.loadOrCreate(directory.resolve("token"), new SecureRandom());
        authorization = "Bearer " + token.secret();
        router = new ApiRouter(token, core.types(), core.operations(), () -> healthy, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        core.close();
        store.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /nope | 404",
                "GET | /apis/none.example.org | 404",
                "GET | /apis/kitchen.example.org/v9 | 404",
                "GET | /apis/kitchen.example.org/v1/namespaces/default/kettles | 404",
                "GET | /apis/kitchen.example.org/v1/teapots/a | 404",
                "GET | /api/v1/namespaces/default/namespaces | 404",
                "GET | /openapi/v2 | 404",
                "POST | /apis/kitchen.example.org/v1/teapots | 404",
                "DELETE | /apis/kitchen.example.org/v1/teapots | 404"
            })
    void addressesAtWhichNothingIsAnswerWithPlainText(String method, String path, int code) {
        Answer.Whole answer = ask(method, path, "");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(text(answer)).isEqualTo("404 page not found\n");
        assertThat(answer.contentType()).isEqualTo("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPTIONS | | 405 |  is not supported on resources of kind \"teapots.kitchen.example.org\"",
                "PUT | | 400 | name must be provided",
                "DELETE | /a/status | 405 | delete is not supported on resources of kind \"teapots.kitchen.example.org\"",
                "GET | /a/lid | 404 | teapots.kitchen.example.org \"a\" not found",
                "GET | /a | 404 | teapots.kitchen.example.org \"a\" not found",
                "GET | ?limit=x | 400 | strconv.ParseInt: parsing \"x\": invalid syntax"
            })
    void refusalsAreStatusObjects(String method, String rest, int code, String message) throws IOException {
        Answer.Whole answer = ask(method, TEAPOTS + Optional.ofNullable(rest).orElse(""), "");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(json(answer).path("kind").asText()).isEqualTo("Status");
        assertThat(json(answer).path("message").asText().strip()).isEqualTo(message.strip());
    }

    @Test
    void peopleGetIndentedText() {
        assertThat(text(get(TEAPOTS + "/a?pretty=true", "application/json")))
                .startsWith("{\n  \"kind\": \"Status\",\n  \"apiVersion\": \"v1\",\n  \"metadata\": {},\n");
    }

    @Test
    void strangersGetNothingButTheStateOfHealth() throws IOException {
        var stranger = (Answer.Whole) router.answer(Requests.get(TEAPOTS));
        assertThat(stranger.code()).isEqualTo(401);
        assertThat(json(stranger).path("reason").asText()).isEqualTo("Unauthorized");
        assertThat(((Answer.Whole) router.answer(Requests.get("/readyz"))).code())
                .isEqualTo(200);
        healthy = false;
        assertThat(((Answer.Whole) router.answer(Requests.get("/readyz"))).code())
                .isEqualTo(500);
        assertThat(((Answer.Whole) router.answer(Requests.get("/livez"))).code())
                .isEqualTo(200);
    }

    @Test
    void bodiesInForeignFormsAreRefusedWithTheKnownOnes() throws IOException {
        Answer.Whole answer = whole(Requests.of(
                "POST", TEAPOTS, new byte[] {'x'}, "Authorization", authorization, "Content-Type", "text/plain"));
        assertThat(answer.code()).isEqualTo(415);
        assertThat(json(answer).path("message").asText())
                .isEqualTo("the body of the request was in an unknown format - accepted media types include: "
                        + "application/json, application/yaml, application/vnd.kubernetes.protobuf");
    }

    @Test
    void objectsComeAsTablesMetadataOrYaml() throws IOException {
        assertThat(ask(
                                "POST",
                                TEAPOTS,
                                "{\"apiVersion\":\"kitchen.example.org/v1\",\"kind\":\"Teapot\","
                                        + "\"metadata\":{\"name\":\"a\"},\"spec\":{\"tea\":\"green\"}}")
                        .code())
                .isEqualTo(201);
        JsonNode table = json(get(TEAPOTS + "?includeObject=None", TABLE));
        assertThat(table.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Tea", "Ready", "Cups", "Age");
        assertThat(table.path("rows").get(0).path("cells").toString()).startsWith("[\"a\",\"green\",null,2,\"");
        assertThat(table.path("rows").get(0).path("object").isNull()).isTrue();
        JsonNode partial = json(get(TEAPOTS, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"));
        assertThat(partial.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
        assertThat(partial.path("items").get(0).has("spec")).isFalse();
        assertThat(text(get(TEAPOTS + "/a", "application/yaml"))).contains("spec:\n  cups: 2\n  tea: green\n");
    }

    /// A client that sorts reads the objects in the rows, and each has to say what it is.
    @Test
    void wholeObjectsInATableSayTheirKind() throws IOException {
        JsonNode row = json(get("/api/v1/namespaces?includeObject=Object", TABLE))
                .path("rows")
                .get(0)
                .path("object");
        assertThat(row.path("kind").asText()).isEqualTo("Namespace");
        assertThat(row.path("apiVersion").asText()).isEqualTo("v1");
        assertThat(row.path("metadata").path("name").asText()).isEqualTo("default");
    }

    @Test
    void discoveryKnowsAKindAsSoonAsItIsServed() throws IOException {
        JsonNode version = json(get("/apis/kitchen.example.org/v1", "application/json"));
        assertThat(version.path("resources").findValuesAsText("name"))
                .containsExactly("teapots", "teapots/status", "teapots/scale");
        Answer.Whole aggregated =
                get("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json");
        assertThat(aggregated.contentType()).contains("as=APIGroupDiscoveryList");
        String tag = header(aggregated, "ETag");
        Answer.Whole again = whole(Requests.get(
                "/apis",
                "Authorization",
                authorization,
                "Accept",
                "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
                "If-None-Match",
                tag));
        assertThat(again.code()).isEqualTo(304);
        ask("DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/teapots.kitchen.example.org", "");
        await().until(() -> get("/apis/kitchen.example.org", "application/json").code() == 404);
    }

    @Test
    void schemasAreFoundUnderTheirHash() throws IOException {
        JsonNode index = json(get("/openapi/v3", "application/json"));
        String url = index.path("paths")
                .path("apis/kitchen.example.org/v1")
                .path("serverRelativeURL")
                .asText();
        Answer.Whole document = get(url, "application/json");
        assertThat(header(document, "Cache-Control")).isEqualTo("public, immutable");
        JsonNode patch = json(document)
                .path("paths")
                .path(TEAPOTS.replace("default", "{namespace}") + "/{name}")
                .path("patch");
        assertThat(patch.path("parameters").findValuesAsText("name")).contains("fieldValidation");
        assertThat(patch.path("x-kubernetes-group-version-kind").path("kind").asText())
                .isEqualTo("Teapot");
        assertThat(patch.path("requestBody").path("content").has("application/strategic-merge-patch+json"))
                .isFalse();
        Answer.Whole moved = get("/openapi/v3/apis/kitchen.example.org/v1?hash=00", "application/json");
        assertThat(moved.code()).isEqualTo(301);
        assertThat(header(moved, "Location")).isEqualTo(url);
    }

    @Test
    void everyReferenceOfASchemaLeadsSomewhere() throws IOException {
        JsonNode index = json(get("/openapi/v3", "application/json"));
        for (JsonNode entry : index.path("paths")) {
            JsonNode document = json(get(entry.path("serverRelativeURL").asText(), "application/json"));
            for (String reference : document.findValuesAsText("$ref")) {
                assertThat(document.at("/components/schemas/" + reference.substring(reference.lastIndexOf('/') + 1)))
                        .as(reference)
                        .isInstanceOf(ObjectNode.class);
            }
        }
    }

    @Test
    void unforeseenFailureIsReportedWithoutItsInsides() throws IOException {
        ApiRequest broken =
                new ApiRequest("POST", TEAPOTS, Query.parse(""), Map.of("authorization", authorization), () -> {
                    throw new IllegalStateException("secret detail");
                });
        Answer.Whole answer = whole(broken);
        assertThat(answer.code()).isEqualTo(500);
        assertThat(json(answer).path("reason").asText()).isEqualTo("InternalError");
        assertThat(text(answer)).doesNotContain("secret detail");
    }

    @Test
    void watchIsOpenedWithItsOptionsChecked() {
        var watching = router.answer(Requests.get(TEAPOTS + "?watch=true", "Authorization", authorization));
        assertThat(watching)
                .isInstanceOfSatisfying(
                        Answer.Streamed.class, streamed -> streamed.watch().close());
        assertThat(get(TEAPOTS + "?watch=true", "application/yaml").code()).isEqualTo(406);
        assertThat(get(TEAPOTS + "?watch=true&sendInitialEvents=true", "*/*").code())
                .isEqualTo(422);
    }

    private Answer.Whole get(String path, String accept) {
        return whole(Requests.get(path, "Authorization", authorization, "Accept", accept));
    }

    private Answer.Whole ask(String method, String path, String body) {
        return whole(Requests.of(
                method,
                path,
                body.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                authorization,
                "User-Agent",
                "test/1"));
    }

    private Answer.Whole whole(ApiRequest request) {
        return (Answer.Whole) router.answer(request);
    }

    private static String header(Answer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Answer.Header::value)
                .findFirst()
                .orElse("");
    }

    private static String text(Answer.Whole answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(Answer.Whole answer) throws IOException {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static ObjectNode teapots() throws IOException {
        try (InputStream stream = Objects.requireNonNull(EmbeddedApiServer.class.getResourceAsStream("teapots.yaml"))) {
            return (ObjectNode) new YAMLMapper().readTree(stream);
        }
    }
}
