package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LastAppliedTest {
    private static final String KEY = "kubectl.kubernetes.io/last-applied-configuration";

    @Test
    void kubectlTakesOverFromClientSideApplyWithoutConflict() throws Exception {
        Story story = clientSide("{\"colour\":\"red\",\"litres\":2}").apply("kubectl", "{colour: blue, litres: 2}");

        assertThat(story.fieldsOf("kubectl")).containsExactly(".spec.colour", ".spec.litres");
        assertThat(story.fieldsOf("kubectl-client-side-apply"))
                .doesNotContain(".spec.colour")
                .contains(".spec.litres");
        assertThat(story.live()
                        .at("/metadata/annotations/" + KEY.replace("/", "~1"))
                        .asText())
                .isEqualTo(
                        "{\"apiVersion\":\"kitchen.example.com/v1\",\"kind\":\"Kettle\",\"metadata\":{\"name\":\"k\"},"
                                + "\"spec\":{\"colour\":\"blue\",\"litres\":2}}\n");
    }

    @Test
    void theAnnotationIsRefreshedEvenWhenNothingElseChanges() throws Exception {
        Story story = clientSide("{\"colour\":\"red\"}").apply("kubectl", "{colour: red, hint: 'a<b>&c'}");

        assertThat(story.live()
                        .at("/metadata/annotations/" + KEY.replace("/", "~1"))
                        .asText())
                .endsWith("\"hint\":\"a\\u003cb\\u003e\\u0026c\"}}\n");
        assertThat(story.fieldsOf("kubectl-client-side-apply")).contains(".metadata.annotations." + KEY);
    }

    @Test
    void whatChangedSinceTheAnnotationWasWrittenStillConflicts() {
        Story story = clientSide("{\"colour\":\"red\",\"litres\":2}").patch("hand", "{spec: {litres: 5}}");

        assertThatThrownBy(() -> story.apply("kubectl", "{colour: blue, litres: 3}"))
                .isInstanceOf(ApplyConflict.class)
                .hasMessage("Apply failed with 1 conflict: conflict with \"hand\" using kitchen.example.com/v1:"
                        + " .spec.litres");
    }

    @Test
    void otherManagersGetTheConflict() {
        assertThatThrownBy(() -> clientSide("{\"colour\":\"red\"}").apply("flux", "{colour: blue}"))
                .isInstanceOf(ApplyConflict.class);
    }

    @Test
    void aBrokenAnnotationAllowsNothing() {
        Story story = Story.created("hand", annotated("{"));

        assertThatThrownBy(() -> story.apply("kubectl", "{colour: blue}")).isInstanceOf(ApplyConflict.class);
    }

    @Test
    void anAnnotationThatWouldGrowTooLargeIsDropped() throws Exception {
        Story story = clientSide("{\"colour\":\"red\"}")
                .apply("kubectl", "{colour: red, hint: " + "x".repeat(260 * 1024) + "}");

        assertThat(story.live().path("metadata").path("annotations").has(KEY)).isFalse();
    }

    private static Story clientSide(String spec) {
        return Story.created(
                "kubectl-client-side-apply",
                annotated("{\"apiVersion\":\"kitchen.example.com/v1\",\"kind\":\"Kettle\","
                        + "\"metadata\":{\"annotations\":{},\"name\":\"k\"},\"spec\":" + spec + "}\n"));
    }

    private static ObjectNode annotated(String text) {
        ObjectNode kettle = Kettles.kettle("{colour: red, litres: 2}");
        kettle.withObject("/metadata/annotations").put(KEY, text);
        return kettle;
    }
}
