package social.coulomb.sandboxer.apiserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.coulomb.sandboxer.apiserver.objects.DeleteOptions;
import social.coulomb.sandboxer.apiserver.objects.ListOptions;
import social.coulomb.sandboxer.apiserver.objects.PropagationPolicy;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.TestApi;

class ControllersTest {

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
        api.core().startControllers();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void dependentsFollowTheirOwner() {
        ObjectNode owner = widget("owner");
        dependent("child", owner, false);
        dependent("grandchild", api.get(api.configMaps(), "child"), "v1", "ConfigMap", false);

        api.delete(api.widgets(), "owner");

        await().until(() -> api.names(api.configMaps(), ListOptions.EVERYTHING).isEmpty());
    }

    @Test
    void anObjectStaysWhileOneOfItsOwnersDoes() {
        ObjectNode leaving = widget("leaving");
        ObjectNode staying = widget("staying");
        api.create(
                api.configMaps(),
                "{metadata: {name: child, ownerReferences: [" + reference(leaving, "example.com/v1", "Widget", false)
                        + ", " + reference(staying, "example.com/v1", "Widget", false) + "]}}");

        api.delete(api.widgets(), "leaving");

        await().untilAsserted(() -> assertThat(api.get(api.configMaps(), "child")
                        .path("metadata")
                        .path("ownerReferences")
                        .findValuesAsText("name"))
                .containsExactly("staying"));
    }

    @Test
    void inTheForegroundDependentsGoFirst() {
        ObjectNode owner = widget("owner");
        api.create(
                api.configMaps(),
                "{metadata: {name: child, finalizers: [example.com/f], ownerReferences: ["
                        + reference(owner, "example.com/v1", "Widget", true) + "]}}");

        api.operations()
                .delete(api.widgets(), "owner", DeleteOptions.PLAIN.withPropagation(PropagationPolicy.FOREGROUND));

        await().until(() -> api.get(api.configMaps(), "child").path("metadata").has("deletionTimestamp"));
        assertThat(api.exists(api.widgets(), "owner")).isTrue();
        api.merge(api.configMaps(), "child", "{metadata: {finalizers: null}}");
        await().until(() -> !api.exists(api.widgets(), "owner"));
    }

    @Test
    void inTheForegroundAnOwnerWithoutDependentsGoesAtOnce() {
        widget("owner");

        api.operations()
                .delete(api.widgets(), "owner", DeleteOptions.PLAIN.withPropagation(PropagationPolicy.FOREGROUND));

        await().until(() -> !api.exists(api.widgets(), "owner"));
    }

    @Test
    void orphansStayWithoutTheirOwner() {
        dependent("child", widget("owner"), false);

        api.operations().delete(api.widgets(), "owner", DeleteOptions.PLAIN.withPropagation(PropagationPolicy.ORPHAN));

        await().until(() -> !api.exists(api.widgets(), "owner"));
        ObjectNode child = api.get(api.configMaps(), "child");
        assertThat(child.path("metadata").has("ownerReferences")).isFalse();
        assertThat(child.path("metadata").has("deletionTimestamp")).isFalse();
    }

    @Test
    void anOwnerThatNeverWasTakesItsDependentAway() {
        api.create(
                api.configMaps(),
                "{metadata: {name: child, ownerReferences: [{apiVersion: example.com/v1, kind: Widget, name: ghost,"
                        + " uid: 00000000-0000-0000-0000-000000000001}]}}");

        await().until(() -> !api.exists(api.configMaps(), "child"));
    }

    @Test
    void anOwnerOfAKindThatIsNotServedIsLeftToItsOwnServer() {
        api.create(
                api.configMaps(),
                "{metadata: {name: child, ownerReferences: [{apiVersion: v1, kind: Pod, name: p, uid:"
                        + " 00000000-0000-0000-0000-000000000001}]}}");
        api.create(
                api.configMaps(),
                "{metadata: {name: later, ownerReferences: [{apiVersion: example.com/v1, kind: Widget, name: ghost,"
                        + " uid: 00000000-0000-0000-0000-000000000002}]}}");

        await().until(() -> !api.exists(api.configMaps(), "later"));
        assertThat(api.exists(api.configMaps(), "child")).isTrue();
    }

    @Test
    void whatWasLeftBehindBeforeTheStartIsCollected() throws Exception {
        dependent("child", widget("owner"), false);
        api.close();
        api = TestApi.open(directory);
        api.delete(api.widgets(), "owner");
        assertThat(api.exists(api.configMaps(), "child")).isTrue();

        api.core().startControllers();

        await().until(() -> !api.exists(api.configMaps(), "child"));
    }

    @Test
    void aDeletedNamespaceIsEmptiedAndThenGone() {
        api.create(api.namespaces(), "{metadata: {name: team}}");
        RequestScope widgets = api.widgets("team");
        api.create(widgets, "{metadata: {name: a}, spec: {color: red}}");
        api.create(widgets, "{metadata: {name: held, finalizers: [example.com/f]}, spec: {color: red}}");
        api.create(RequestScope.of(api.type("", "v1", "secrets"), "team"), "{metadata: {name: s}, stringData: {a: b}}");

        api.delete(api.namespaces(), "team");

        await().until(() -> api.names(widgets, ListOptions.EVERYTHING).equals(java.util.List.of("held")));
        assertThat(api.exists(api.namespaces(), "team")).isTrue();
        api.merge(widgets, "held", "{metadata: {finalizers: null}}");
        await().until(() -> !api.exists(api.namespaces(), "team"));
        assertThat(api.names(RequestScope.of(api.type("", "v1", "secrets"), "team"), ListOptions.EVERYTHING))
                .isEmpty();
    }

    private ObjectNode widget(String name) {
        return api.create(api.widgets(), "{metadata: {name: " + name + "}, spec: {color: red}}");
    }

    private void dependent(String name, ObjectNode owner, boolean blocking) {
        dependent(name, owner, "example.com/v1", "Widget", blocking);
    }

    private void dependent(String name, ObjectNode owner, String apiVersion, String kind, boolean blocking) {
        api.create(
                api.configMaps(),
                "{metadata: {name: " + name + ", ownerReferences: [" + reference(owner, apiVersion, kind, blocking)
                        + "]}}");
    }

    private static String reference(ObjectNode owner, String apiVersion, String kind, boolean blocking) {
        return "{apiVersion: " + apiVersion + ", kind: " + kind + ", name: "
                + owner.path("metadata").path("name").asText() + ", uid: "
                + owner.path("metadata").path("uid").asText() + ", blockOwnerDeletion: " + blocking + "}";
    }
}
