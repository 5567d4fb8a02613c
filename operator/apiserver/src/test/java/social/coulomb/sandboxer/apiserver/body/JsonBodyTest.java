package social.coulomb.sandboxer.apiserver.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;

final class JsonBodyTest {

    @Test
    void fieldGivenTwiceIsNamedAndTheLastOneCounts() throws Exception {
        RequestBody body = read("{\"a\": [{\"b\": 1, \"b\": 2}], \"c\": 1, \"c\": {\"d\": 3}}");
        assertThat(body.problems()).containsExactly("duplicate field \"a[0].b\"", "duplicate field \"c\"");
        assertThat(body.tree().toString()).isEqualTo("{\"a\":[{\"b\":2}],\"c\":{\"d\":3}}");
    }

    @Test
    void wholeNumbersStayWholeHoweverTheyAreWritten() throws Exception {
        assertThat(read("[1.0, 1e3, 1.5, 9007199254740993, 9223372036854775807, 1e400]")
                        .tree()
                        .toString())
                .startsWith("[1,1000,1.5,9007199254740993,9223372036854775807,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{bad | invalid character 'b' looking for beginning of object key string",
                "{ | unexpected end of JSON input",
                "~~ | unexpected end of JSON input",
                "{\"a\" 1} | invalid character '1' after object key",
                "{\"a\":1 \"b\"} | invalid character '\"' after object key:value pair",
                "[1 2] | invalid character '2' after array element",
                "{\"a\":} | invalid character '}' looking for beginning of value",
                "truth | invalid character 't' in literal true (expecting 'e')",
                "{} x | invalid character 'x' after top-level value",
                "-x | invalid character 'x' in numeric literal",
                "1.x | invalid character 'x' after decimal point in numeric literal",
                "\"\\q\" | invalid character 'q' in string escape code",
                "k8s | invalid character 'k' looking for beginning of value"
            })
    void complaintsAreThoseOfKubernetes(String json, String complaint) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedBody.class).hasMessage(complaint);
    }

    private static RequestBody read(String json) throws MalformedBody {
        return JsonBody.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
