package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.lifecycle.ApiCore;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.StatusException;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoreOptions;

/// The whole API over a real store, without a transport; short ways to say what tests do.
public final class TestApi implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final WriteOptions TESTER = WriteOptions.by("tester");

    private final RevisionStore store;
    private final ApiCore core;
    private final TestClock clock;

    private TestApi(RevisionStore store, ApiCore core, TestClock clock) {
        this.store = store;
        this.core = core;
        this.clock = clock;
    }

    public static TestApi open(Path directory) throws Exception {
        var clock = new TestClock();
        var store = RevisionStore.open(StoreOptions.of(directory, clock));
        return new TestApi(store, ApiCore.open(store, definitions(), clock), clock);
    }

    public ResourceOperations operations() {
        return core.operations();
    }

    public ApiCore core() {
        return core;
    }

    public TestClock clock() {
        return clock;
    }

    public RevisionStore store() {
        return store;
    }

    public RequestScope widgets() {
        return widgets("default");
    }

    public RequestScope widgets(String namespace) {
        return RequestScope.of(type("example.com", "v1", "widgets"), namespace);
    }

    public RequestScope gadgets() {
        return RequestScope.of(type("example.com", "v1", "gadgets"), "");
    }

    public RequestScope configMaps() {
        return RequestScope.of(type("", "v1", "configmaps"), "default");
    }

    public RequestScope namespaces() {
        return RequestScope.of(type("", "v1", "namespaces"), "");
    }

    public RequestScope events() {
        return RequestScope.of(type("", "v1", "events"), "default");
    }

    public RequestScope definitionScope() {
        return RequestScope.of(type("apiextensions.k8s.io", "v1", "customresourcedefinitions"), "");
    }

    public RequestScope status(RequestScope scope) {
        return new RequestScope(scope.type(), scope.namespace(), "status");
    }

    public RequestScope scale(RequestScope scope) {
        return new RequestScope(scope.type(), scope.namespace(), "scale");
    }

    public ResourceType type(String group, String version, String plural) {
        return core.types().find(group, version, plural).orElseThrow();
    }

    /// Makes an object from YAML; kind and apiVersion are filled in.
    public ObjectNode create(RequestScope scope, String yaml) {
        return operations().create(scope, body(scope, yaml), TESTER).object();
    }

    public ObjectNode update(RequestScope scope, ObjectNode object) {
        return operations()
                .update(scope, object.path("metadata").path("name").asText(), RequestBody.of(object), TESTER)
                .object();
    }

    public ObjectNode merge(RequestScope scope, String name, String yaml) {
        return operations()
                .patch(scope, name, PatchKind.MERGE, RequestBody.of(yaml(yaml)), TESTER)
                .object();
    }

    public ObjectNode apply(RequestScope scope, String name, String manager, String yaml) {
        return operations()
                .patch(scope, name, PatchKind.APPLY, body(scope, yaml), WriteOptions.by(manager))
                .object();
    }

    public ObjectNode get(RequestScope scope, String name) {
        return operations().get(scope, name, "");
    }

    public boolean exists(RequestScope scope, String name) {
        return operations().list(scope, ListOptions.EVERYTHING).items().stream()
                .anyMatch(item -> item.key().name().equals(name));
    }

    public DeleteResult delete(RequestScope scope, String name) {
        return operations().delete(scope, name, DeleteOptions.PLAIN);
    }

    public List<String> names(RequestScope scope, ListOptions options) {
        return operations().list(scope, options).items().stream()
                .map(item -> item.key().name())
                .toList();
    }

    public static RequestBody body(RequestScope scope, String yaml) {
        ObjectNode object = yaml(yaml);
        object.put("apiVersion", object.path("apiVersion").asText(scope.type().apiVersion()));
        object.put("kind", object.path("kind").asText(scope.type().kind()));
        return RequestBody.of(object);
    }

    public static ObjectNode yaml(String yaml) {
        Object tree = new Yaml().load(yaml);
        return MAPPER.valueToTree(tree);
    }

    /// The failure that a call ends in.
    public static ApiStatus refusal(Runnable call) {
        try {
            call.run();
        } catch (StatusException refused) {
            return refused.status();
        }
        throw new AssertionError("The request was not refused");
    }

    public static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    public static long generation(JsonNode object) {
        return object.path("metadata").path("generation").asLong();
    }

    static List<ObjectNode> definitions() throws Exception {
        var definitions = new ArrayList<ObjectNode>();
        try (InputStream stream = TestApi.class.getResourceAsStream("definitions.yaml")) {
            for (Object document : new Yaml().loadAll(stream)) {
                definitions.add(MAPPER.valueToTree(document));
            }
        }
        return definitions;
    }

    @Override
    public void close() {
        core.close();
        store.close();
    }
}
