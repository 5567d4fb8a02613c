package social.coulomb.sandboxer.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuePathTest {

    private static final String OBJECT = """
            {"spec": {"tea": "green", "none": null, "a.b": "dotted"},
             "status": {"cups": [{"size": 1}, {"size": 2}],
                        "conditions": [{"type": "Hot", "status": "False"},
                                       {"type": "Ready", "status": "True", "reason": "Brewed"}]}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".spec.tea | green",
                "spec.tea | green",
                "{.spec.tea} | green",
                "$.spec.tea | green",
                ".spec['tea'] | green",
                ".spec[\"tea\"] | green",
                ".spec.a\\.b | dotted",
                ".status.cups[0].size | 1",
                ".status.cups[-1].size | 2",
                ".status.cups[*].size | 1",
                ".status.conditions[?(@.type==\"Ready\")].status | True",
                ".status.conditions[?(@.type == 'Ready')].status | True",
                ".status.conditions[?(@.type!='Ready')].status | False",
                ".status.conditions[?(@.reason)].type | Ready"
            })
    void pathsLeadToTheirFirstValue(String path, String value) throws JsonProcessingException {
        assertThat(ValuePath.parse(path)
                        .flatMap(parsed -> parsed.first(object()))
                        .map(JsonNode::asText))
                .hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".spec.missing", ".spec.none", ".status.cups[7]", ".status.conditions[?(@.type=='Cold')].status"
            })
    void nothingIsFoundWhereNothingStands(String path) throws JsonProcessingException {
        assertThat(ValuePath.parse(path)).isPresent();
        assertThat(ValuePath.parse(path).flatMap(parsed -> parsed.first(object())))
                .isEmpty();
    }

    @Test
    void pathsBeyondTheSubsetAreNotUnderstood() {
        assertThat(ValuePath.parse(".spec[?(@.a>1)]")).isEmpty();
        assertThat(ValuePath.parse(".spec[0:2]")).isEmpty();
        assertThat(ValuePath.parse("..tea")).isEmpty();
    }

    private static JsonNode object() {
        try {
            return JsonMapper.builder().build().readTree(OBJECT);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
