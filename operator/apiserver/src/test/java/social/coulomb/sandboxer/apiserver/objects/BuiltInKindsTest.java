package social.coulomb.sandboxer.apiserver.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static social.coulomb.sandboxer.apiserver.objects.TestApi.refusal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.selector.FieldSelector;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

class BuiltInKindsTest {

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
    void theNamespacesThatAlwaysExistAreThere() {
        assertThat(api.names(api.namespaces(), ListOptions.EVERYTHING))
                .containsExactly("default", "kube-public", "kube-system");
    }

    @Test
    void aNamespaceIsActiveAndCarriesItsNameAsALabel() {
        ObjectNode made = api.create(api.namespaces(), "{metadata: {name: team}}");

        assertThat(made.path("status").path("phase").asText()).isEqualTo("Active");
        assertThat(made.path("spec").path("finalizers").toString()).isEqualTo("[\"kubernetes\"]");
        assertThat(made.path("metadata")
                        .path("labels")
                        .path("kubernetes.io/metadata.name")
                        .asText())
                .isEqualTo("team");
        assertThat(made.path("metadata").has("generation")).isFalse();
    }

    @Test
    void plainTextsOfASecretBecomeData() {
        ObjectNode made = api.create(secrets(), "{metadata: {name: s}, data: {a: eA==}, stringData: {p: hello}}");

        assertThat(made.path("data").toString()).isEqualTo("{\"a\":\"eA==\",\"p\":\"aGVsbG8=\"}");
        assertThat(made.has("stringData")).isFalse();
        assertThat(made.path("type").asText()).isEqualTo("Opaque");
        ApiStatus status = refusal(() -> api.merge(secrets(), "s", "{type: example.com/other}"));
        assertThat(status.message()).contains("type: Invalid value: \"example.com/other\": field is immutable");
    }

    @Test
    void anImmutableConfigMapStaysAsItIs() {
        api.create(api.configMaps(), "{metadata: {name: c}, immutable: true, data: {a: '1'}}");

        ApiStatus status = refusal(() -> api.merge(api.configMaps(), "c", "{data: {a: '2'}}"));

        assertThat(status.message())
                .isEqualTo("ConfigMap \"c\" is invalid: data: Forbidden: field is immutable when `immutable` is set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "configmaps | {metadata: {name: x}, data: {n: 5}} | 400 | ConfigMap in version \"v1\" cannot be handled"
                        + " as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type"
                        + " string",
                "configmaps | {metadata: {name: x}, data: {'a b': '1'}} | 422 | ConfigMap \"x\" is invalid: data[a b]:"
                        + " Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-',"
                        + " '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
                        + " '[-._a-zA-Z0-9]+')",
                "secrets | {metadata: {name: x}, data: {a: '***'}} | 400 | Secret in version \"v1\" cannot be handled as"
                        + " a Secret: illegal base64 data at input byte 0",
                "secrets | {metadata: {name: x}, type: kubernetes.io/tls, data: {tls.crt: eA==}} | 422 | Secret \"x\" is"
                        + " invalid: data[tls.key]: Required value",
                "events | {metadata: {name: x}, involvedObject: {namespace: other}} | 422 | Event \"x\" is invalid:"
                        + " involvedObject.namespace: Invalid value: \"other\": does not match event.namespace",
            })
    void whatAKindCannotBeIsRefused(String plural, String yaml, int code, String message) {
        RequestScope scope = RequestScope.of(api.type("", "v1", plural), "default");

        ApiStatus status = refusal(() -> api.create(scope, yaml));

        assertThat(status.code()).isEqualTo(code);
        assertThat(status.message()).isEqualTo(message);
    }

    @Test
    void aLeaseWithAnUnreadableTimeIsRefused() {
        ApiStatus status = refusal(() -> api.create(leases(), "{metadata: {name: l}, spec: {renewTime: yesterday}}"));

        assertThat(status.message())
                .isEqualTo("Lease in version \"v1\" cannot be handled as a Lease: parsing time \"yesterday\" as"
                        + " \"2006-01-02T15:04:05.000000Z07:00\": cannot parse \"yesterday\" as \"2006\"");
        ApiStatus duration =
                refusal(() -> api.create(leases(), "{metadata: {name: l}, spec: {leaseDurationSeconds: 0}}"));
        assertThat(duration.message()).contains("spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0");
    }

    @Test
    void aLeaseIsRenewedUnderItsVersion() {
        ObjectNode made = api.create(
                leases(),
                "{metadata: {name: l}, spec: {holderIdentity: me, renewTime: '2026-11-01T12:00:00.000000Z'}}");
        ObjectNode renewed = made.deepCopy();
        ((ObjectNode) renewed.path("spec")).put("renewTime", "2026-11-01T12:00:02.000000Z");

        assertThat(api.update(leases(), renewed).path("spec").path("renewTime").asText())
                .isEqualTo("2026-11-01T12:00:02.000000Z");
        assertThat(refusal(() -> api.update(leases(), renewed)).code()).isEqualTo(409);
    }

    @Test
    void anEventIsKeptOnceAndShownInBothGroups() {
        api.create(
                api.events(),
                "{metadata: {name: e}, involvedObject: {kind: Widget, namespace: default, name: a}, reason: Made,"
                        + " message: hi, count: 1, source: {component: c}, type: Normal}");

        ObjectNode core = api.get(api.events(), "e");
        assertThat(core.path("eventTime").isNull()).isTrue();
        assertThat(core.path("reportingComponent").asText("-")).isEmpty();
        ObjectNode other = api.get(otherEvents(), "e");
        assertThat(other.path("apiVersion").asText()).isEqualTo("events.k8s.io/v1");
        assertThat(other.path("regarding").path("name").asText()).isEqualTo("a");
        assertThat(other.path("note").asText()).isEqualTo("hi");
        assertThat(other.path("deprecatedCount").asInt()).isEqualTo(1);
        assertThat(other.has("reportingController")).isFalse();
        assertThat(other.has("message")).isFalse();
    }

    @Test
    void anEventWrittenInTheNewerGroupIsReadInTheOlder() {
        api.create(
                otherEvents(),
                "{metadata: {name: e}, eventTime: '2026-11-01T12:00:00.000000Z', regarding: {kind: Widget, namespace:"
                        + " default, name: a}, reason: Made, action: Make, note: hi, type: Normal,"
                        + " reportingController: example.com/c, reportingInstance: c-1}");

        ObjectNode core = api.get(api.events(), "e");
        assertThat(core.path("involvedObject").path("name").asText()).isEqualTo("a");
        assertThat(core.path("message").asText()).isEqualTo("hi");
        assertThat(core.path("reportingComponent").asText()).isEqualTo("example.com/c");
        assertThat(core.path("kind").asText()).isEqualTo("Event");
    }

    @Test
    void eventsAreSelectedByTheirObject() {
        for (String name : new String[] {"a", "b"}) {
            api.create(
                    api.events(),
                    "{metadata: {name: e-" + name + "}, involvedObject: {kind: Widget, namespace: default, name: "
                            + name + "}, source: {component: c}}");
        }

        assertThat(api.names(
                        api.events(),
                        ListOptions.EVERYTHING.withFields(
                                FieldSelector.parse("involvedObject.name=a,involvedObject.kind=Widget,source=c"))))
                .containsExactly("e-a");
        assertThat(api.names(otherEvents(), ListOptions.EVERYTHING.withFields(FieldSelector.parse("regarding.name=b"))))
                .containsExactly("e-b");
        assertThat(refusal(() -> api.names(
                                api.configMaps(), ListOptions.EVERYTHING.withFields(FieldSelector.parse("data=x"))))
                        .message())
                .contains("is not a known field selector");
    }

    @Test
    void ownershipOfABuiltInKindLeavesOutWhatIsAlwaysThere() {
        ObjectNode made = api.create(
                api.events(),
                "{metadata: {name: e}, involvedObject: {namespace: default, name: a}, source: {component: c}}");

        assertThat(made.path("metadata")
                        .path("managedFields")
                        .path(0)
                        .path("fieldsV1")
                        .toString())
                .isEqualTo("{\"f:involvedObject\":{},\"f:source\":{\"f:component\":{}}}");
    }

    private RequestScope secrets() {
        return RequestScope.of(api.type("", "v1", "secrets"), "default");
    }

    private RequestScope leases() {
        return RequestScope.of(api.type("coordination.k8s.io", "v1", "leases"), "default");
    }

    private RequestScope otherEvents() {
        return RequestScope.of(api.type("events.k8s.io", "v1", "events"), "default");
    }
}
