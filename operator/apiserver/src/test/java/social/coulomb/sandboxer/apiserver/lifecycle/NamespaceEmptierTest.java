package social.coulomb.sandboxer.apiserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.TestApi;

class NamespaceEmptierTest {

    private static final int MANY = 3000;

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
        api.core().startControllers();
        api.create(api.namespaces(), "{metadata: {name: team}}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aDeletedNamespaceIsEmptiedAndThenGone() {
        api.create(api.widgets("team"), "{metadata: {name: a}, spec: {color: red}}");
        api.create(secrets(), "{metadata: {name: s}, stringData: {a: b}}");

        api.delete(api.namespaces(), "team");

        await().until(() -> !api.exists(api.namespaces(), "team"));
        assertThat(api.names(api.widgets("team"), ListOptions.EVERYTHING)).isEmpty();
        assertThat(api.names(secrets(), ListOptions.EVERYTHING)).isEmpty();
    }

    @Test
    void theNamespaceSaysWhatHoldsItsDeletionUp() {
        api.create(api.widgets("team"), "{metadata: {name: held, finalizers: [example.com/f]}, spec: {color: red}}");
        api.create(api.widgets("team"), "{metadata: {name: free}, spec: {color: red}}");

        api.delete(api.namespaces(), "team");

        await().untilAsserted(() -> assertThat(condition("NamespaceContentRemaining"))
                .isEqualTo("True SomeResourcesRemain: Some resources are remaining:"
                        + " widgets.example.com has 1 resource instances"));
        assertThat(condition("NamespaceFinalizersRemaining"))
                .isEqualTo("True SomeFinalizerRemain: Some finalizers are remaining:"
                        + " example.com/f in 1 resource instances");
        assertThat(condition("NamespaceDeletionContentFailure")).startsWith("False ContentDeleted: ");
        JsonNode entries = api.get(api.namespaces(), "team").path("metadata").path("managedFields");
        assertThat(entries.findValuesAsText("subresource")).contains("status");
        api.merge(api.widgets("team"), "held", "{metadata: {finalizers: null}}");
        await().until(() -> !api.exists(api.namespaces(), "team"));
    }

    @Test
    void aNamespaceWithAFinalizerOfItsOwnStaysUntilThatIsGone() {
        api.merge(api.namespaces(), "team", "{metadata: {finalizers: [example.com/f]}}");

        api.delete(api.namespaces(), "team");

        await().until(() -> api.get(api.namespaces(), "team")
                .path("spec")
                .path("finalizers")
                .isEmpty());
        assertThat(condition("NamespaceContentRemaining"))
                .isEqualTo("False ContentRemoved: All content successfully removed");
        api.merge(api.namespaces(), "team", "{metadata: {finalizers: null}}");
        await().until(() -> !api.exists(api.namespaces(), "team"));
    }

    @Test
    void ownersAreLookedAfterWhileManyObjectsGo() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < MANY; number++) {
                String body = "{metadata: {name: c-" + number + "}}";
                threads.execute(() -> api.create(configMaps(), body));
            }
        }
        ObjectNode owner = api.create(api.widgets(), "{metadata: {name: owner}, spec: {color: red}}");
        api.create(
                api.configMaps(),
                "{metadata: {name: child, ownerReferences: [{apiVersion: example.com/v1, kind: Widget, name: owner,"
                        + " uid: " + owner.path("metadata").path("uid").asText() + "}]}}");

        api.delete(api.namespaces(), "team");
        api.delete(api.widgets(), "owner");

        await().until(() -> !api.exists(api.configMaps(), "child"));
        assertThat(api.exists(api.namespaces(), "team")).isTrue();
        await().atMost(Duration.ofMinutes(1)).until(() -> !api.exists(api.namespaces(), "team"));
        assertThat(api.names(configMaps(), ListOptions.EVERYTHING)).isEmpty();
    }

    private RequestScope secrets() {
        return RequestScope.of(api.type("", "v1", "secrets"), "team");
    }

    private RequestScope configMaps() {
        return RequestScope.of(api.type("", "v1", "configmaps"), "team");
    }

    /// A condition of the namespace as `Status Reason: message`.
    private String condition(String type) {
        for (JsonNode condition :
                api.get(api.namespaces(), "team").path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText() + " "
                        + condition.path("reason").asText() + ": "
                        + condition.path("message").asText();
            }
        }
        return "none";
    }
}
