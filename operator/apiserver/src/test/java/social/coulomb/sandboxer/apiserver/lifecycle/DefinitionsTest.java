package social.coulomb.sandboxer.apiserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.TestApi;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.store.Expectation;

class DefinitionsTest {

    private static final String SCHEMA =
            "schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: {type: string},"
                    + " b: {type: integer}}}}}}";
    private static final String THINGS = "{metadata: {name: things.example.com}, spec: {group: example.com, scope:"
            + " Namespaced, names: {plural: things, kind: Thing, shortNames: [th]}, versions: [{name: v1, served: true,"
            + " storage: true, " + SCHEMA + "}, {name: v1alpha1, served: true, storage: false, deprecated: true, "
            + SCHEMA + "}]}}";

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aKindIsServedAsSoonAsItsDefinitionIsMade() {
        long before = api.core().types().revision();

        ObjectNode made = api.create(api.definitionScope(), THINGS);

        assertThat(made.path("status").toString())
                .isEqualTo("{\"conditions\":null,\"acceptedNames\":{\"plural\":\"\",\"kind\":\"\"},"
                        + "\"storedVersions\":[\"v1\"]}");
        assertThat(made.path("spec").path("names").path("listKind").asText()).isEqualTo("ThingList");
        assertThat(api.core().types().revision()).isGreaterThan(before);
        api.create(things("v1"), "{metadata: {name: t}, spec: {a: x}}");
        JsonNode status = api.get(api.definitionScope(), "things.example.com").path("status");
        assertThat(condition(status, "NamesAccepted")).isEqualTo("True NoConflicts no conflicts found");
        assertThat(condition(status, "Established"))
                .isEqualTo("True InitialNamesAccepted the initial names have been accepted");
        assertThat(status.path("acceptedNames").path("singular").asText()).isEqualTo("thing");
    }

    @Test
    void everyServedVersionShowsTheSameObjects() {
        api.create(api.definitionScope(), THINGS);
        api.create(things("v1alpha1"), "{metadata: {name: t}, spec: {a: x}}");

        ObjectNode shown = api.get(things("v1"), "t");

        assertThat(shown.path("apiVersion").asText()).isEqualTo("example.com/v1");
        assertThat(api.get(things("v1alpha1"), "t").path("apiVersion").asText()).isEqualTo("example.com/v1alpha1");
        assertThat(api.type("example.com", "v1alpha1", "things")
                        .representation()
                        .deprecation())
                .isEqualTo("example.com/v1alpha1 Thing is deprecated; use example.com/v1 Thing");
    }

    @Test
    void aTightenedSchemaLetsUnchangedValuesBe() {
        api.create(api.definitionScope(), THINGS);
        api.create(things("v1"), "{metadata: {name: t}, spec: {a: x, b: 1}}");
        ObjectNode definition =
                api.get(api.definitionScope(), "things.example.com").deepCopy();
        ((ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/a"))
                .putArray("enum")
                .add("y");
        assertThat(TestApi.generation(api.update(api.definitionScope(), definition)))
                .isEqualTo(2);

        assertThat(api.merge(things("v1"), "t", "{spec: {b: 2}}")
                        .path("spec")
                        .path("b")
                        .asInt())
                .isEqualTo(2);
        assertThat(refusal(() -> api.merge(things("v1"), "t", "{spec: {a: z}}")).code())
                .isEqualTo(422);
    }

    @Test
    void aNewDefaultIsShownInObjectsFromBefore() {
        api.create(api.definitionScope(), THINGS);
        api.create(things("v1"), "{metadata: {name: t}, spec: {a: x}}");
        ObjectNode definition =
                api.get(api.definitionScope(), "things.example.com").deepCopy();
        ((ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/b"))
                .put("default", 7);
        api.update(api.definitionScope(), definition);

        assertThat(api.get(things("v1"), "t").path("spec").path("b").asInt()).isEqualTo(7);
    }

    @Test
    void aDefinitionWhoseNamesAreTakenIsNotServed() {
        api.create(api.definitionScope(), THINGS);
        api.create(
                api.definitionScope(),
                "{metadata: {name: dupes.example.com}, spec: {group: example.com, scope: Namespaced, names: {plural:"
                        + " dupes, kind: Thing}, versions: [{name: v1, served: true, storage: true, " + SCHEMA
                        + "}]}}");

        JsonNode status = api.get(api.definitionScope(), "dupes.example.com").path("status");
        assertThat(condition(status, "NamesAccepted"))
                .isEqualTo("False ListKindConflict \"ThingList\" is already in use");
        assertThat(condition(status, "Established")).isEqualTo("False NotAccepted not all names are accepted");
        assertThat(api.core().types().find("example.com", "v1", "dupes")).isEmpty();

        api.delete(api.definitionScope(), "things.example.com");
        await().untilAsserted(() -> assertThat(api.core().types().find("example.com", "v1", "dupes"))
                .isPresent());
    }

    @Test
    void aDeletedDefinitionTakesItsObjectsWithIt() {
        api.create(api.definitionScope(), THINGS);
        api.create(things("v1"), "{metadata: {name: t}, spec: {a: x}}");
        api.create(things("v1"), "{metadata: {name: held, finalizers: [example.com/f]}, spec: {a: x}}");
        RequestScope things = things("v1");

        ObjectNode deleting =
                api.delete(api.definitionScope(), "things.example.com").body();

        assertThat(deleting.path("metadata").path("finalizers").toString())
                .isEqualTo("[\"customresourcecleanup.apiextensions.k8s.io\"]");
        assertThat(condition(deleting.path("status"), "Terminating")).startsWith("True InstanceDeletionPending");
        await().until(() -> !api.exists(things, "t"));
        assertThat(api.exists(api.definitionScope(), "things.example.com")).isTrue();
        ApiStatus refused = refusal(() -> api.create(things("v1"), "{metadata: {name: late}, spec: {a: x}}"));
        assertThat(refused.code()).isEqualTo(405);

        api.merge(things, "held", "{metadata: {finalizers: null}}");
        await().until(() -> !api.exists(api.definitionScope(), "things.example.com"));
        assertThat(api.core().types().find("example.com", "v1", "things")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/spec/scope | '\"Cluster\"' | spec.scope: Invalid value: \"Cluster\": field is immutable",
                "/spec/versions | '[]' | must have exactly one version marked as storage version",
                "/spec/names/plural | '\"others\"' | metadata.name: Invalid value: \"things.example.com\": must be"
                        + " spec.names.plural+\".\"+spec.group",
            })
    void whatADefinitionPromisedCannotBeTakenBack(String pointer, String value, String message) throws Exception {
        api.create(api.definitionScope(), THINGS);
        ObjectNode definition =
                api.get(api.definitionScope(), "things.example.com").deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode wanted =
                com.fasterxml.jackson.databind.json.JsonMapper.builder().build().readTree(value);
        ((ObjectNode) definition.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), wanted);

        assertThat(refusal(() -> api.update(api.definitionScope(), definition)).message())
                .contains(message);
    }

    @Test
    void aVersionThatObjectsAreStoredInCannotBeDropped() {
        api.create(api.definitionScope(), THINGS);
        ObjectNode definition =
                api.get(api.definitionScope(), "things.example.com").deepCopy();
        ObjectNode first = (ObjectNode) definition.at("/spec/versions/0");
        first.put("name", "v2");

        assertThat(refusal(() -> api.update(api.definitionScope(), definition)).message())
                .contains("status.storedVersions[0]: Invalid value: \"v1\": missing from spec.versions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{name: v1, served: true, storage: true}' | spec.versions[0].schema.openAPIV3Schema: Required value",
                "'{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec:"
                        + " {properties: {a: {type: string}}}}}}}' |"
                        + " spec.validation.openAPIV3Schema.properties[spec].type: Required value: must not be empty"
                        + " for specified object fields",
                "'{name: v1, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}' | must have"
                        + " exactly one version marked as storage version",
                "'{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}},"
                        + " additionalPrinterColumns: [{name: A, type: text, jsonPath: .spec.a}]}' |"
                        + " spec.additionalPrinterColumns[0].type: Invalid value: \"text\": must be one of"
                        + " boolean,date,integer,number,string",
                "'{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}, subresources:"
                        + " {scale: {specReplicasPath: .replicas, statusReplicasPath: .status.replicas}}}' |"
                        + " spec.subresources.scale.specReplicasPath: Invalid value: \".replicas\": should be a json"
                        + " path under .spec",
                "'{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}, selectableFields:"
                        + " [{jsonPath: .spec.a}]}' | spec.selectableFields[0].jsonPath: Invalid value: \".spec.a\":"
                        + " must point to a field",
            })
    void aDefinitionThatCannotBeServedIsRefused(String version, String message) {
        ApiStatus status = refusal(() -> api.create(
                api.definitionScope(),
                "{metadata: {name: things.example.com}, spec: {group: example.com, scope: Namespaced, names: {plural:"
                        + " things, kind: Thing}, versions: [" + version + "]}}"));

        assertThat(status.code()).isEqualTo(422);
        assertThat(status.message()).contains(message);
    }

    @Test
    void openingAgainServesTheSameKindsAndWritesNothing() throws Exception {
        api.create(api.definitionScope(), THINGS);
        api.create(things("v1"), "{metadata: {name: t}, spec: {a: x}}");
        long revision = api.store().revision();
        api.close();

        api = TestApi.open(directory);

        assertThat(api.get(things("v1"), "t").path("spec").path("a").asText()).isEqualTo("x");
        assertThat(api.store().revision()).isEqualTo(revision);
    }

    @Test
    void aDefinitionOfANewerProgramReplacesTheOlder() throws Exception {
        ObjectNode older = TestApi.yaml(THINGS);
        older.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        ApiCore.open(api.store(), List.of(older), api.clock()).close();
        ObjectNode newer = older.deepCopy();
        ((ObjectNode) newer.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties")).remove("b");

        try (ApiCore core = ApiCore.open(api.store(), List.of(newer), api.clock())) {
            assertThat(core.types()
                            .find("example.com", "v1", "things")
                            .orElseThrow()
                            .representation()
                            .openApi()
                            .at("/properties/spec/properties/b")
                            .isMissingNode())
                    .isTrue();
        }
        long revision = api.store().revision();
        ApiCore.open(api.store(), List.of(newer), api.clock()).close();
        assertThat(api.store().revision()).isEqualTo(revision);
    }

    @Test
    void aDefinitionThatBecameUnusableDoesNotStopTheOthers() throws Exception {
        api.create(api.definitionScope(), THINGS);
        RequestScope scope = api.definitionScope();
        ObjectNode broken = api.get(scope, "things.example.com").deepCopy();
        ((ObjectNode) broken.at("/spec/versions/0/schema"))
                .putObject("openAPIV3Schema")
                .put("type", "nonsense");
        ((ObjectNode) broken.path("status")).putArray("conditions");
        api.store().put(scope.key("things.example.com"), new Expectation.Any(), broken);
        api.close();

        api = TestApi.open(directory);

        api.create(api.widgets(), "{metadata: {name: a}, spec: {color: red}}");
        assertThat(api.core().types().find("example.com", "v1", "things")).isEmpty();
        assertThat(api.exists(api.definitionScope(), "things.example.com")).isTrue();
    }

    private RequestScope things(String version) {
        return RequestScope.of(api.type("example.com", version, "things"), "default");
    }

    private static String condition(JsonNode status, String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText() + " "
                        + condition.path("reason").asText() + " "
                        + condition.path("message").asText();
            }
        }
        return "missing";
    }
}
