package social.coulomb.sandboxer.apiserver.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.apiserver.status.StatusException;

class SelectorsTest {

    private static final Map<String, String> LABELS =
            Map.of("app", "x", "tier", "1", "example.com/role", "", "count", "7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app=x",
                "app==x",
                " app = x , tier ",
                "app!=y",
                "missing!=y",
                "app in (x, y)",
                "app in (x,)",
                "app notin (y,z)",
                "missing notin (y)",
                "app,tier,!gone",
                "example.com/role",
                "example.com/role=",
                "example.com/role in ()",
                "count>6",
                "count<8",
            })
    void labelsThatFitAreChosen(String selector) {
        assertThat(LabelSelector.parse(selector).matches(LABELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app=y",
                "app=",
                "app!=x",
                "missing=x",
                "missing",
                "!app",
                "app in (y)",
                "app notin (x)",
                "count>7",
                "app>1",
                "app=x,tier=2",
            })
    void labelsThatDoNotFitAreNot(String selector) {
        assertThat(LabelSelector.parse(selector).matches(LABELS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a===b | unable to parse requirement: found '=', expected: identifier",
                "a b | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
                "=b | unable to parse requirement: found '=', expected: !, identifier, or 'end of string'",
                "a=b, | unable to parse requirement: found '', expected: identifier after ','",
                "a in b | unable to parse requirement: found 'b' expected: '('",
                "a in (b | unable to parse requirement: found '', expected: ',' or ')'",
                "a=b c | unable to parse requirement: found 'c', expected: ',' or 'end of string'",
                "count>many | unable to parse requirement: values[0]: Invalid value: \"many\": for 'Gt', 'Lt' operators,"
                        + " the value must be an integer",
            })
    void aSelectorThatCannotBeReadIsRefused(String selector, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOf(StatusException.class)
                .hasMessage(message);
    }

    @Test
    void keysAndValuesOfASelectorMustBePossibleLabels() {
        assertThatThrownBy(() -> LabelSelector.parse("-a=b"))
                .hasMessageStartingWith("unable to parse requirement: key: Invalid value: \"-a\": name part must");
        assertThatThrownBy(() -> LabelSelector.parse("a=-b"))
                .hasMessageStartingWith(
                        "unable to parse requirement: values[0][a]: Invalid value: \"-b\": a valid label must");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1 | true",
                "a==1,b!=1 | true",
                "b=1 | false",
                "c= | true",
                "c!= | false",
                "d=x\\,y\\=z | true",
            })
    void fieldsAreCompared(String selector, boolean chosen) {
        Map<String, String> values = Map.of("a", "1", "b", "2", "d", "x,y=z");

        assertThat(FieldSelector.parse(selector).matches(field -> values.getOrDefault(field, "")))
                .isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=b=c", "a=b\\", "a=b\\x"})
    void aFieldSelectorThatCannotBeReadIsRefused(String selector) {
        assertThatThrownBy(() -> FieldSelector.parse(selector)).isInstanceOf(StatusException.class);
    }

    @Test
    void aRequiredValueIsKnown() {
        FieldSelector selector = FieldSelector.parse("metadata.name=a,x!=b");

        assertThat(selector.required("metadata.name")).hasValue("a");
        assertThat(selector.required("x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a, true",
        "a-b.c, true",
        "a.b-c.d, true",
        "A, false",
        "-a, false",
        "a-, false",
        "a..b, false",
        "a_b, false",
    })
    void namesAreJudged(String name, boolean accepted) {
        assertThat(NameSyntax.subdomain(name).isEmpty()).isEqualTo(accepted);
    }

    @Test
    void aVeryLongNameIsJudgedQuickly() {
        assertThat(NameSyntax.subdomain("a".repeat(3_000_000))).containsExactly("must be no more than 253 characters");
        assertThat(NameSyntax.labelValue("a-".repeat(1_000_000))).hasSize(2);
    }
}
