package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.selector.FieldSelector;
import social.coulomb.sandboxer.apiserver.selector.LabelSelector;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

class ReadingTest {

    @TempDir
    private Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        api = TestApi.open(directory);
        for (String name : List.of("c", "a", "e", "b", "d")) {
            String color = name.compareTo("c") < 0 ? "red" : "blue";
            api.create(
                    api.widgets(),
                    "{metadata: {name: " + name + ", labels: {n: " + name + "}}, spec: {color: " + color + "}}");
        }
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aListIsInTheOrderOfNamesAndShowsTheNewestState() {
        ResourceList list = api.operations().list(api.widgets(), ListOptions.EVERYTHING);

        assertThat(names(list)).containsExactly("a", "b", "c", "d", "e");
        assertThat(list.resourceVersion()).isEqualTo(api.store().revision());
        assertThat(list.metadata().toString())
                .isEqualTo("{\"resourceVersion\":\"" + api.store().revision() + "\",\"continue\":\"\"}");
    }

    @Test
    void aLimitedListIsContinuedAsItWasAtItsBeginning() {
        ResourceList first = api.operations().list(api.widgets(), ListOptions.EVERYTHING.withLimit(2));
        assertThat(names(first)).containsExactly("a", "b");
        assertThat(first.remainingItemCount()).hasValue(3);
        api.delete(api.widgets(), "c");
        api.create(api.widgets(), "{metadata: {name: cc}, spec: {color: red}}");

        ResourceList second = next(first);
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(second.resourceVersion()).isEqualTo(first.resourceVersion());
        ResourceList third = next(second);
        assertThat(names(third)).containsExactly("e");
        assertThat(third.continueToken()).isEmpty();
        assertThat(third.remainingItemCount()).isEmpty();
    }

    @Test
    void aTokenHasTheFormThatClientsKnow() {
        ResourceList list = api.operations().list(api.widgets(), ListOptions.EVERYTHING.withLimit(2));

        String token = new String(Base64.getUrlDecoder().decode(list.continueToken()), StandardCharsets.UTF_8);

        assertThat(token)
                .isEqualTo("{\"v\":\"meta.k8s.io/v1\",\"rv\":" + list.resourceVersion() + ",\"start\":\"/b\\u0000\"}");
    }

    @Test
    void aListOverNamespacesIsContinuedAcrossThem() {
        api.create(api.namespaces(), "{metadata: {name: aaa}}");
        api.create(api.widgets("aaa"), "{metadata: {name: z}, spec: {color: red}}");
        RequestScope everywhere = api.widgets("");
        var seen = new ArrayList<String>();

        ResourceList page = api.operations().list(everywhere, ListOptions.EVERYTHING.withLimit(2));
        seen.addAll(paths(page));
        while (!page.continueToken().isEmpty()) {
            page = api.operations()
                    .list(everywhere, ListOptions.EVERYTHING.withLimit(2).withContinue(page.continueToken()));
            seen.addAll(paths(page));
        }

        assertThat(seen).containsExactly("aaa/z", "default/a", "default/b", "default/c", "default/d", "default/e");
    }

    @Test
    void anExactVersionShowsThePast() {
        String version = Long.toString(api.store().revision());
        api.delete(api.widgets(), "a");

        assertThat(api.names(api.widgets(), ListOptions.EVERYTHING.at(version, VersionMatch.EXACT)))
                .contains("a");
        assertThat(api.names(api.widgets(), ListOptions.EVERYTHING.at(version, VersionMatch.NOT_OLDER_THAN)))
                .doesNotContain("a");
        assertThat(api.names(api.widgets(), ListOptions.EVERYTHING.at(version, VersionMatch.UNSTATED)))
                .doesNotContain("a");
        assertThat(api.names(
                        api.widgets(),
                        ListOptions.EVERYTHING
                                .at(version, VersionMatch.UNSTATED)
                                .withLimit(3)))
                .containsExactly("a", "b", "c");
    }

    @Test
    void versionZeroPassesOverTheLimit() {
        assertThat(api.names(
                        api.widgets(),
                        ListOptions.EVERYTHING.at("0", VersionMatch.UNSTATED).withLimit(2)))
                .hasSize(5);
    }

    @Test
    void aVersionBeforeTheHistoryIsExpired() {
        ApiStatus status =
                refusal(() -> api.operations().list(api.widgets(), ListOptions.EVERYTHING.at("1", VersionMatch.EXACT)));

        assertThat(status.code()).isEqualTo(410);
        assertThat(status.message()).isEqualTo("The resourceVersion for the provided list is too old.");
    }

    @Test
    void anExpiredTokenComesWithOneThatGoesOn() {
        var expired = new ContinueToken(5, "/b\0").encoded();

        ApiStatus status = refusal(() -> api.operations()
                .list(api.widgets(), ListOptions.EVERYTHING.withLimit(2).withContinue(expired)));

        assertThat(status.code()).isEqualTo(410);
        assertThat(api.names(api.widgets(), ListOptions.EVERYTHING.withContinue(status.continueToken())))
                .containsExactly("c", "d", "e");
    }

    @Test
    void aFutureVersionTimesOut() {
        ApiStatus status = refusal(() -> api.operations().get(api.widgets(), "a", "99999999"));

        assertThat(status.code()).isEqualTo(504);
        assertThat(status.message())
                .isEqualTo("Timeout: Too large resource version: 99999999, current: "
                        + api.store().revision());
        assertThat(status.toJson().path("details").path("retryAfterSeconds").asInt())
                .isEqualTo(1);
    }

    @Test
    void aGarbledVersionIsNamed() {
        assertThat(refusal(() -> api.operations().get(api.widgets(), "a", "abc"))
                        .message())
                .isEqualTo("resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid"
                        + " syntax");
        assertThat(refusal(() -> api.operations()
                                .list(api.widgets(), ListOptions.EVERYTHING.at("abc", VersionMatch.UNSTATED)))
                        .message())
                .startsWith("invalid resource version: resourceVersion: Invalid value");
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThat(refusal(() ->
                                api.operations().list(api.widgets(), ListOptions.EVERYTHING.at("", VersionMatch.EXACT)))
                        .message())
                .contains("resourceVersionMatch is forbidden unless resourceVersion is provided");
        assertThat(refusal(() -> api.operations()
                                .list(api.widgets(), ListOptions.EVERYTHING.at("0", VersionMatch.EXACT)))
                        .message())
                .contains("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        String token = api.operations()
                .list(api.widgets(), ListOptions.EVERYTHING.withLimit(2))
                .continueToken();
        assertThat(refusal(() -> api.operations()
                                .list(
                                        api.widgets(),
                                        ListOptions.EVERYTHING
                                                .at("5", VersionMatch.UNSTATED)
                                                .withContinue(token)))
                        .message())
                .isEqualTo("specifying resource version is not allowed when using continue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc | invalid continue token: continue key is not valid: invalid character 'i' looking for beginning"
                        + " of value",
                "e30 | invalid continue token: continue key is not valid: server does not recognize this encoded"
                        + " version \"\"",
            })
    void aForeignTokenIsRefused(String token, String message) {
        ApiStatus status =
                refusal(() -> api.operations().list(api.widgets(), ListOptions.EVERYTHING.withContinue(token)));

        assertThat(status.code()).isEqualTo(400);
        assertThat(status.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=a | a",
                "metadata.name!=a,metadata.namespace=default | b,c,d,e",
                "spec.color=red | a,b",
                "spec.color!=red | c,d,e",
                "metadata.name=nope | ''",
            })
    void fieldsSelect(String selector, String expected) {
        List<String> names = api.names(api.widgets(), ListOptions.EVERYTHING.withFields(FieldSelector.parse(selector)));

        assertThat(String.join(",", names)).isEqualTo(expected);
    }

    @Test
    void aFieldThatIsNotSelectableIsRefused() {
        assertThat(refusal(() -> api.operations()
                                .list(
                                        api.widgets(),
                                        ListOptions.EVERYTHING.withFields(FieldSelector.parse("spec.replicas=1"))))
                        .message())
                .isEqualTo("field label not supported: spec.replicas");
    }

    @Test
    void labelsSelectAndHideTheRemainingCount() {
        ResourceList list = api.operations()
                .list(
                        api.widgets(),
                        ListOptions.EVERYTHING
                                .withLabels(LabelSelector.parse("n in (a,b,c),n!=b"))
                                .withLimit(1));

        assertThat(names(list)).containsExactly("a");
        assertThat(list.remainingItemCount()).isEmpty();
        assertThat(list.continueToken()).isNotEmpty();
    }

    @Test
    void builtInItemsLeaveKindAndVersionToTheList() {
        api.create(api.configMaps(), "{metadata: {name: c}, data: {k: v}}");

        ResourceList list = api.operations().list(api.configMaps(), ListOptions.EVERYTHING);

        StoredObject item = list.items().getFirst();
        assertThat(item.tree().fieldNames()).toIterable().containsExactly("metadata", "data");
        assertThat(list.metadata().has("continue")).isFalse();
        assertThat(api.operations()
                        .list(api.widgets(), ListOptions.EVERYTHING)
                        .items()
                        .getFirst()
                        .tree()
                        .path("kind")
                        .asText())
                .isEqualTo("Widget");
    }

    private ResourceList next(ResourceList page) {
        return api.operations()
                .list(api.widgets(), ListOptions.EVERYTHING.withLimit(2).withContinue(page.continueToken()));
    }

    private static List<String> names(ResourceList list) {
        return list.items().stream().map(item -> item.key().name()).toList();
    }

    private static List<String> paths(ResourceList list) {
        return list.items().stream()
                .map(item -> item.key().namespace() + "/" + item.key().name())
                .toList();
    }
}
