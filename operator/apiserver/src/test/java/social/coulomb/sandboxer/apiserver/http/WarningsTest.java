package social.coulomb.sandboxer.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WarningsTest {

    @Test
    void eachWarningIsOneHeaderWithItsQuotesEscaped() {
        assertThat(Warnings.headers(List.of("unknown field \"spec.x\"", "b\\c", "b\\c")))
                .containsExactly(
                        new Answer.Header("Warning", "299 - \"unknown field \\\"spec.x\\\"\""),
                        new Answer.Header("Warning", "299 - \"b\\\\c\""));
    }

    @Test
    void complaintsOfAYamlReaderAreOneHeaderPerLine() {
        assertThat(Warnings.headers(List.of("yaml: unmarshal errors:\n  line 2: a\n  line 3: b")))
                .extracting(Answer.Header::value)
                .containsExactly("299 - \"line 2: a\"", "299 - \"line 3: b\"");
    }

    @Test
    void headersStaySmallAndCannotBeForged() {
        List<String> many = IntStream.range(0, 1000)
                .mapToObj(index -> "warning number " + index)
                .toList();
        assertThat(Warnings.headers(many)).hasSizeBetween(100, 300);
        assertThat(Warnings.headers(Collections.singletonList("a\r\nSet-Cookie: b")))
                .isEmpty();
    }
}
