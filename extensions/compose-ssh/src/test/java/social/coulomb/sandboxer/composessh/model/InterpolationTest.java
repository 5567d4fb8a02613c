package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {

    private static final Map<String, String> VARIABLES = Map.of("NAME", "value", "EMPTY", "", "DOLLAR", "$NAME");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $NAME-x             | value-x
            ${NAME}x            | valuex
            $$NAME              | $NAME
            $$$NAME             | $value
            ${NONE}             | ``
            ${NONE:-word}       | word
            ${NONE-word}        | word
            ${EMPTY:-word}      | word
            ${EMPTY-word}       | ``
            ${NAME:-word}       | value
            ${NAME:+word}       | word
            ${EMPTY:+word}      | ``
            ${EMPTY+word}       | word
            ${NONE:-${NAME}}    | value
            ${NONE:-a${NONE:-b$NAME}c} | abvaluec
            ${NAME:?needed}     | value
            ${EMPTY?needed}     | ``
            $DOLLAR             | $NAME
            ${NONE:-a:-b}       | a:-b
            """)
    void variablesAreResolvedAsTheSpecificationSays(String text, String expected) throws Exception {
        assertThat(resolve(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$", "a $ b", "$1", "${", "${}", "${NAME", "${NAME!x}", "${1}", "${NONE:?needed}", "${EMPTY:?x}"
            })
    void whatCannotBeResolvedIsRefused(String text) {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> resolve(text))
                .withMessageContaining("services.web");
    }

    @Property
    void everyTextWithDoubledDollarsStandsForItself(@ForAll String text) throws Exception {
        assertThat(resolve(text.replace("$", "$$"))).isEqualTo(text);
    }

    @Property
    void nothingThatIsWrittenBreaksTheReader(@ForAll String text) {
        Findings findings = new Findings();
        assertThat(new Interpolation(VARIABLES, findings).resolve("x", TextNode.valueOf("${A:-".repeat(50) + text)))
                .isNotNull();
    }

    @org.junit.jupiter.api.Test
    void aVeryLongDefaultIsNoTrouble() throws Exception {
        assertThat(resolve("${NONE:-" + "x".repeat(500_000) + "}")).hasSize(500_000);
    }

    private static String resolve(String text) throws ComposeRefused {
        Findings findings = new Findings();
        String resolved = new Interpolation(VARIABLES, findings)
                .resolve("services.web", TextNode.valueOf(text))
                .textValue();
        findings.throwIfAny();
        return resolved;
    }
}
