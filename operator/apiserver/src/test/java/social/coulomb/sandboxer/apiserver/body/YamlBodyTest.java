package social.coulomb.sandboxer.apiserver.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.apiserver.objects.RequestBody;

final class YamlBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "y | true",
                "No | false",
                "on | true",
                "'y' | \"y\"",
                "!!str 5 | \"5\"",
                "~~~~ | null",
                "null | null",
                "0o7 | 7",
                "010 | 8",
                "08 | 8",
                "0x1F | 31",
                "0b11 | 3",
                "1_000 | 1000",
                "-5 | -5",
                "1:30 | \"1:30\"",
                "2.0 | 2",
                "1.5 | 1.5",
                "1e3 | 1000",
                "2026-01-01 | \"2026-01-01\"",
                "2026-01-01T00:00:00Z | \"2026-01-01T00:00:00Z\"",
                "1.2.3 | \"1.2.3\"",
                "12e | \"12e\"",
                "9223372036854775807 | 9223372036854775807"
            })
    void unquotedWordsMeanWhatTheyMeanToKubernetes(String yaml, String json) throws Exception {
        assertThat(read("a: " + yaml.replace("~~", "")).tree().get("a").toString())
                .isEqualTo(json);
    }

    @Test
    void keysAreAlwaysTexts() throws Exception {
        assertThat(read("y: 1\n2: 3\nnull: 4\n").tree().toString()).isEqualTo("{\"true\":1,\"2\":3,\"null\":4}");
    }

    @Test
    void keyGivenTwiceIsNamedWithItsLine() throws Exception {
        RequestBody body = read("spec:\n  color: red\n  color: blue\n");
        assertThat(body.problems())
                .containsExactly("yaml: unmarshal errors:\n  line 3: key \"color\" already set in map");
        assertThat(body.tree().at("/spec/color").asText()).isEqualTo("blue");
    }

    @Test
    void mergedMappingsFillInWhatIsNotStated() throws Exception {
        assertThat(read("base: &base {a: 1, b: 2}\nreal: {<<: *base, b: 3}\n")
                        .tree()
                        .get("real")
                        .toString())
                .isEqualTo("{\"b\":3,\"a\":1}");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        String bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + IntStream.rangeClosed(1, 9)
                        .mapToObj(level -> "a%d: &a%d [%s]\n"
                                .formatted(
                                        level,
                                        level,
                                        IntStream.range(0, 5)
                                                .mapToObj(index -> "*a" + (level - 1))
                                                .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining());
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(MalformedBody.class)
                .hasMessageContaining("excessive aliasing");
    }

    @Test
    void anchorThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> read("a: &a [*a]")).isInstanceOf(MalformedBody.class);
    }

    @Test
    void complaintsSayTheLine() {
        assertThatThrownBy(() -> read("a: ["))
                .isInstanceOf(MalformedBody.class)
                .hasMessage("yaml: line 1: did not find expected node content");
        assertThatThrownBy(() -> read("a: 1\nb: c: d\n"))
                .isInstanceOf(MalformedBody.class)
                .hasMessage("yaml: line 2: mapping values are not allowed in this context");
    }

    private static RequestBody read(String yaml) throws MalformedBody {
        return YamlBody.read(yaml.getBytes(StandardCharsets.UTF_8));
    }
}
