package social.coulomb.sandboxer.apiserver.schema;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import social.coulomb.sandboxer.apiserver.objects.FieldValidation;
import social.coulomb.sandboxer.apiserver.objects.PatchKind;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;
import social.coulomb.sandboxer.apiserver.objects.RequestScope;
import social.coulomb.sandboxer.apiserver.objects.TestApi;
import social.coulomb.sandboxer.apiserver.objects.WriteOptions;
import social.coulomb.sandboxer.apiserver.objects.WriteResult;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// Our own API refuses bad values of every field of every own kind, and says where and why.
class OwnKindsBadInputTest {

    private static final WriteOptions TRIAL = WriteOptions.by("tester").withDryRun();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// Values of each JSON type that a field can be given by mistake.
    private static final Map<String, JsonNode> SHAPES = Map.of(
            "string", NODES.textNode("text"),
            "integer", NODES.numberNode(5),
            "number", NODES.numberNode(1.5),
            "boolean", NODES.booleanNode(true),
            "object", NODES.objectNode().put("a", "b"),
            "array", NODES.arrayNode().add("a"));

    @TempDir
    private static Path directory;

    private static TestApi api;

    @BeforeAll
    static void open() throws Exception {
        api = TestApi.open(directory);
        OwnKind.all()
                .forEach(own -> api.operations()
                        .create(api.definitionScope(), RequestBody.of(own.definition()), WriteOptions.by("tester")));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    static Stream<BadInput> valuesAndRules() {
        return Stream.of("outOfRange", "contradictory").flatMap(section -> BadInput.rows(section).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesAndRules")
    void aBadValueIsRefusedWhereItStands(BadInput row) {
        ObjectNode object = object(row.kind(), row.spec());

        assertThatTheyPointAt(row, causes(refused(object)));
        refusal(() -> apply(object, TRIAL));
    }

    static Stream<BadInput> neighbours() {
        return valuesAndRules().filter(row -> row.taken() != null);
    }

    @ParameterizedTest(name = "beside {0}")
    @MethodSource("neighbours")
    void itsGoodNeighbourIsTaken(BadInput row) {
        ObjectNode object = object(row.kind(), requireNonNull(row.taken()));

        assertThat(create(object, TRIAL.withValidation(FieldValidation.STRICT)).warnings())
                .isEmpty();
        assertThat(apply(object, TRIAL).object().path("spec")).isNotEmpty();
    }

    static Stream<BadInput> changes() {
        return BadInput.rows("immutable").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatAnObjectWasMadeWithStays(BadInput row) {
        apply(object(row.kind(), requireNonNull(row.before())), WriteOptions.by("tester"));

        ApiStatus status = refusal(() -> apply(object(row.kind(), row.spec()), TRIAL));
        assertThatTheyPointAt(row, causes(status));
        apply(object(row.kind(), requireNonNull(row.taken())), TRIAL);
        api.delete(scope(row.kind()), "a");
    }

    static Stream<Arguments> wrongTypes() {
        return fields().flatMap(field -> SHAPES.entrySet().stream()
                .filter(shape -> !fits(shape.getKey(), field))
                .map(shape -> Arguments.argumentSet(field + " as " + shape.getKey(), field, shape.getValue())));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aValueOfAnotherTypeIsRefusedWhereItStands(SpecField field, JsonNode value) {
        ObjectNode object = named(field, field.holding(value));

        assertThat(causes(refused(object))).anySatisfy(cause -> {
            assertThat(cause.path("reason").asText()).isEqualTo("FieldValueTypeInvalid");
            assertThat(cause.path("field").asText()).isEqualTo(field.name());
            assertThat(cause.path("message").asText())
                    .contains("must be of type " + field.schema().path("type").asText());
        });
        refusal(() -> apply(object, TRIAL));
    }

    static Stream<Arguments> requiredFields() {
        return fields().flatMap(field ->
                field.required().stream().map(name -> Arguments.argumentSet(field + " without " + name, field, name)));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void aMissingFieldIsNamed(SpecField field, String name) {
        ObjectNode rest = field.least();
        rest.remove(name);

        assertThat(causes(refused(named(field, field.holding(rest))))).anySatisfy(cause -> {
            assertThat(cause.path("field").asText()).isEqualTo(field.name() + "." + name);
            assertThat(cause.path("message").asText()).isEqualTo("Required value");
        });
    }

    static Stream<String> kinds() {
        return OwnKind.all().stream().map(OwnKind::kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anObjectWithoutSpecIsRefused(String kind) {
        ObjectNode object = object(kind, BadInput.least(kind));
        object.remove("spec");

        assertThat(causes(refused(object)))
                .singleElement()
                .satisfies(cause -> assertThat(cause.path("field").asText()).isEqualTo("spec"));
    }

    static Stream<SpecField> objects() {
        return fields().filter(SpecField::isObjectOfFields);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void anUnknownFieldIsRefusedStrictlyAndElseRemarked(SpecField field) {
        ObjectNode inner = field.least().put("unheardOf", 1);
        ObjectNode object = named(field, field.holding(inner));
        object.withObject("/spec").setAll(missing(field, object));
        String remark = "unknown field \"" + field.name() + ".unheardOf\"";

        ApiStatus strictly = refusal(() -> create(object, TRIAL.withValidation(FieldValidation.STRICT)));
        assertThat(strictly.code()).isEqualTo(400);
        assertThat(strictly.message()).contains("strict decoding error: " + remark);

        WriteResult remarked = create(object, TRIAL);
        assertThat(remarked.warnings()).containsExactly(remark);
        assertThat(remarked.object().toString()).doesNotContain("unheardOf");
        refusal(() -> apply(object, TRIAL));
    }

    static Stream<Arguments> names() {
        return BadInput.names().stream()
                .flatMap(row -> kinds().map(kind -> Arguments.argumentSet(
                        kind + " with " + row.path("says").asText(),
                        kind,
                        row.path("name").asText(),
                        row.path("message").asText())));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameThatNoObjectMayHaveIsRefused(String kind, String name, String message) {
        ObjectNode object = object(kind, BadInput.least(kind));
        object.withObject("/metadata").put("name", name);

        assertThat(causes(refused(object))).singleElement().satisfies(cause -> {
            assertThat(cause.path("field").asText()).isEqualTo("metadata.name");
            assertThat(cause.path("message").asText()).contains(message);
        });
    }

    private static void assertThatTheyPointAt(BadInput row, List<JsonNode> causes) {
        assertThat(causes).extracting(cause -> cause.path("field").asText()).containsOnly(row.field());
        assertThat(causes)
                .extracting(cause -> cause.path("message").asText())
                .anySatisfy(message -> assertThat(message).contains(row.message()));
    }

    private static Stream<SpecField> fields() {
        return OwnKind.all().stream().flatMap(own -> own.fields().stream());
    }

    /// Whole numbers are numbers; nothing else is two things.
    private static boolean fits(String shape, SpecField field) {
        String type = field.schema().path("type").asText();
        assertThat(SHAPES)
                .as("%s has a type of which no wrong value is known", field)
                .containsKey(type);
        return shape.equals(type) || (shape.equals("integer") && type.equals("number"));
    }

    /// What the spec cannot do without and a test that is about something else has not given.
    private static ObjectNode missing(SpecField field, ObjectNode object) {
        ObjectNode least = BadInput.least(field.kind());
        least.remove(object.path("spec").propertyStream().map(Map.Entry::getKey).toList());
        return least;
    }

    private static ObjectNode object(String kind, JsonNode spec) {
        ObjectNode object = NODES.objectNode();
        object.set("spec", spec);
        return named(kind, object);
    }

    private static ObjectNode named(SpecField field, ObjectNode object) {
        return named(field.kind(), object);
    }

    private static ObjectNode named(String kind, ObjectNode object) {
        OwnKind own = OwnKind.named(kind);
        object.put("apiVersion", own.group() + "/" + own.version()).put("kind", kind);
        object.withObject("/metadata").put("name", "a");
        return object;
    }

    private static RequestScope scope(String kind) {
        OwnKind own = OwnKind.named(kind);
        return RequestScope.of(api.type(own.group(), own.version(), own.plural()), own.isNamespaced() ? "default" : "");
    }

    private static WriteResult create(ObjectNode object, WriteOptions options) {
        return api.operations().create(scope(object.path("kind").asText()), RequestBody.of(object), options);
    }

    private static WriteResult apply(ObjectNode object, WriteOptions options) {
        return api.operations()
                .patch(
                        scope(object.path("kind").asText()),
                        object.path("metadata").path("name").asText(),
                        PatchKind.APPLY,
                        RequestBody.of(object),
                        options);
    }

    private static ApiStatus refused(ObjectNode object) {
        ApiStatus status = refusal(() -> create(object, TRIAL));
        assertThat(status.code()).as(status.message()).isEqualTo(422);
        return status;
    }

    /// All but the remark that rules were not looked at.
    private static List<JsonNode> causes(ApiStatus status) {
        return status.toJson()
                .at("/details/causes")
                .valueStream()
                .filter(cause -> !cause.path("field").asText().equals(FieldError.NO_FIELD))
                .toList();
    }
}
