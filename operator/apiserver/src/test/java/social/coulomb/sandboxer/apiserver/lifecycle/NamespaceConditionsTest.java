package social.coulomb.sandboxer.apiserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.apiserver.kinds.BuiltInTypes;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.kinds.ResourceTypes;
import social.coulomb.sandboxer.apiserver.store.ObjectKey;
import social.coulomb.sandboxer.apiserver.store.StoredObject;

class NamespaceConditionsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.5Z");
    private static final ArrayNode NONE = JsonNodeFactory.instance.arrayNode();

    private final ResourceTypes types = new ResourceTypes(BuiltInTypes.load());

    @Test
    void whenNothingIsLeftEachConditionIsFalseAndSaysWhy() {
        ArrayNode conditions = NamespaceConditions.after(NONE, new NamespaceRemains(), NOON);

        assertThat(said(conditions))
                .containsExactly(
                        "NamespaceDeletionDiscoveryFailure=False ResourcesDiscovered:"
                                + " All resources successfully discovered",
                        "NamespaceDeletionGroupVersionParsingFailure=False ParsedGroupVersions:"
                                + " All legacy kube types successfully parsed",
                        "NamespaceDeletionContentFailure=False ContentDeleted:"
                                + " All content successfully deleted, may be waiting on finalization",
                        "NamespaceContentRemaining=False ContentRemoved: All content successfully removed",
                        "NamespaceFinalizersRemaining=False ContentRemoved: All content successfully removed");
        assertThat(conditions.findValuesAsText("lastTransitionTime")).containsOnly("2026-11-01T12:00:00Z");
    }

    @Test
    void whatRemainsIsCountedByResourceAndByFinalizer() {
        ArrayNode conditions = NamespaceConditions.after(NONE, remains(), NOON);

        assertThat(said(conditions))
                .contains(
                        "NamespaceContentRemaining=True SomeResourcesRemain: Some resources are remaining:"
                                + " configmaps. has 2 resource instances,"
                                + " leases.coordination.k8s.io has 1 resource instances",
                        "NamespaceFinalizersRemaining=True SomeFinalizerRemain: Some finalizers are remaining:"
                                + " example.com/a in 2 resource instances, example.com/b in 1 resource instances");
    }

    @Test
    void whatCouldNotBeDeletedIsAFailure() {
        var remains = new NamespaceRemains();
        remains.addFailure("second");
        remains.addFailure("first");

        assertThat(said(NamespaceConditions.after(NONE, remains, NOON)))
                .contains("NamespaceDeletionContentFailure=True ContentDeletionFailed:"
                        + " Failed to delete all resource types, 2 remaining: first, second");
        assertThat(remains.none()).isFalse();
    }

    @Test
    void theTimeChangesOnlyWithTheStatus() {
        ArrayNode before = NamespaceConditions.after(NONE, remains(), NOON);

        ArrayNode unchanged = NamespaceConditions.after(before, remains(), NOON.plusSeconds(10));
        ArrayNode emptied = NamespaceConditions.after(before, new NamespaceRemains(), NOON.plusSeconds(10));

        assertThat(unchanged).isEqualTo(before);
        assertThat(emptied.findValuesAsText("lastTransitionTime"))
                .containsExactly(
                        "2026-11-01T12:00:00Z",
                        "2026-11-01T12:00:00Z",
                        "2026-11-01T12:00:00Z",
                        "2026-11-01T12:00:10Z",
                        "2026-11-01T12:00:10Z");
    }

    @Test
    void conditionsOfOthersStay() {
        ArrayNode present = JsonNodeFactory.instance.arrayNode();
        present.addObject().put("type", "example.com/Archived").put("status", "True");

        assertThat(NamespaceConditions.after(present, new NamespaceRemains(), NOON))
                .hasSize(6)
                .startsWith(present.get(0));
    }

    private NamespaceRemains remains() {
        var remains = new NamespaceRemains();
        remains.add(type("coordination.k8s.io", "leases"), List.of(object("[]")));
        remains.add(
                type("", "configmaps"),
                List.of(object("[\"example.com/a\"]"), object("[\"example.com/a\",\"example.com/b\"]")));
        remains.add(type("", "secrets"), List.of());
        return remains;
    }

    private ResourceType type(String group, String plural) {
        return types.find(group, "v1", plural).orElseThrow();
    }

    private static StoredObject object(String finalizers) {
        String json = "{\"metadata\":{\"finalizers\":" + finalizers + "}}";
        return new StoredObject(new ObjectKey("", "any", "n", "o"), 1, json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> said(ArrayNode conditions) {
        var said = new ArrayList<String>();
        for (JsonNode condition : conditions) {
            said.add(condition.path("type").asText() + "="
                    + condition.path("status").asText() + " "
                    + condition.path("reason").asText() + ": "
                    + condition.path("message").asText());
        }
        return said;
    }
}
