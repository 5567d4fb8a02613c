package social.coulomb.sandboxer.apiserver.schema.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2, 2].isSorted() && ![2, 1].isSorted() && ['a', 'b'].isSorted()",
                "[1, 2, 3].sum() == 6",
                "[1.5, 2.0].sum() == 3.5",
                "[duration('1m'), duration('30s')].sum() == duration('90s')",
                "[3, 1, 2].min() == 1 && [3, 1, 2].max() == 3",
                "['a', 'b', 'a'].indexOf('a') == 0 && ['a', 'b', 'a'].lastIndexOf('a') == 2 && ['a'].indexOf('z') == -1",
                "'abcabc'.indexOf('c') == 2 && 'abcabc'.lastIndexOf('c') == 5",
                "'abc 123'.find('[0-9]+') == '123' && 'abc'.find('[0-9]+') == ''",
                "'1 22 333'.findAll('[0-9]+') == ['1', '22', '333']",
                "'1 22 333'.findAll('[0-9]+', 2) == ['1', '22']",
                "'Foo Bar'.lowerAscii().split(' ') == ['foo', 'bar']",
                "'foobar'.matches('o+b') && !'foobar'.matches('^bar')",
                "sets.contains([1, 2], [1]) && sets.equivalent([1, 2], [2, 1])",
                "optional.of(1).orValue(2) == 1 && optional.none().orValue(2) == 2",
                "{'a': 1, 'b': 2}.all(key, value, value > 0 && key != '')",
                "cel.bind(x, [1, 2], x.size() == 2)"
            })
    void listsTextsAndOptionals(String expression) throws Exception {
        assertThat(evaluate(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isURL('https://example.com:80/a') && isURL('/a/b') && !isURL('example') && !isURL('../a')",
                "url('https://u:p@example.com:8080/a%20b?x=1&y=2&x=3').getScheme() == 'https'",
                "url('https://u:p@example.com:8080/a').getHost() == 'example.com:8080'",
                "url('https://[::1]:80/').getHostname() == '::1' && url('https://[::1]:80/').getPort() == '80'",
                "url('https://example.com/a').getPort() == ''",
                "url('https://example.com/a%20b').getEscapedPath() == '/a%20b'",
                "url('/a?x=1&y=2&x=3').getQuery() == {'x': ['1', '3'], 'y': ['2']}",
                "isIP('10.0.0.1') && isIP('::1') && !isIP('10.0.0.256') && !isIP('010.0.0.1') && !isIP('host')",
                "ip('127.0.0.1').isLoopback() && ip('::').isUnspecified() && ip('fe80::1').isLinkLocalUnicast()",
                "ip('8.8.8.8').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast()",
                "ip('224.0.0.5').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast()",
                "ip('10.0.0.1').family() == 4 && ip('::1').family() == 6",
                "string(ip('2001:DB8:0:0:1:0:0:1')) == '2001:db8::1:0:0:1'",
                "ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8::1')",
                "isCIDR('10.0.0.0/8') && isCIDR('::/0') && !isCIDR('10.0.0.0/33') && !isCIDR('10.0.0.0')",
                "cidr('10.0.0.0/8').containsIP('10.9.9.9') && !cidr('10.0.0.0/8').containsIP(ip('11.0.0.1'))",
                "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR('10.0.0.0/8')",
                "cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8') && cidr('10.1.2.3/8').prefixLength() == 8",
                "string(cidr('10.1.2.3/8').ip()) == '10.1.2.3' && string(cidr('::1/64')) == '::1/64'"
            })
    void urlsAndAddresses(String expression) throws Exception {
        assertThat(evaluate(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity('1Gi') == quantity('1024Mi') && quantity('1000m') == quantity('1')",
                "quantity('9Gi').isLessThan(quantity('10Gi')) && quantity('1k').isGreaterThan(quantity('999'))",
                "quantity('1.5').add(quantity('500m')) == quantity('2') && quantity('3').sub(1) == quantity('2')",
                "quantity('50k').asInteger() == 50000 && quantity('50k').isInteger() && !quantity('500m').isInteger()",
                "quantity('-1').sign() == -1 && quantity('1e3').asApproximateFloat() == 1000.0",
                "quantity('1').compareTo(quantity('2')) == -1",
                "isQuantity('1.3Gi') && isQuantity('.5') && !isQuantity('1.3 Gi') && !isQuantity('1GG') && !isQuantity('')",
                "semver('1.2.3').isLessThan(semver('1.10.0')) && semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))",
                "semver('1.0.0-alpha.2').isLessThan(semver('1.0.0-alpha.10')) && semver('1.2.3').minor() == 2",
                "isSemver('1.2.3+build') && !isSemver('v1.2.3') && !isSemver('1.2') && isSemver('v1.2', true)",
                "semver('v01.2', true).compareTo(semver('1.2.0')) == 0",
                "!format.dns1123Label().validate('a-b').hasValue() && format.dns1123Label().validate('A').hasValue()",
                "format.named('qualifiedName').value().validate('example.com/name') == optional.none()",
                "!format.named('nonsense').hasValue()",
                "'%s is %d, %.1f, %x %X %b %%'.format(['x', 7, 2.25, 255, 'a', true]) == 'x is 7, 2.2, ff 61 1 %'",
                "'%s %s'.format([[1, 'a'], {'b': 2.0, 'a': null}]) == '[1, a] {a: null, b: 2}'",
                "'%e %o'.format([1500.0, 8]) == '1.500000e+03 10'"
            })
    void quantitiesVersionsAndFormats(String expression) throws Exception {
        assertThat(evaluate(expression)).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantity('ten') == quantity('10') | EVALUATION  | quantities must match the regular expression",
                "[].min() == 1                     | EVALUATION  | min called on empty list",
                "{'a': 1}['b'] == 1                | EVALUATION  | no such key: b",
                "[1][5] == 1                       | EVALUATION  | index out of bounds: 5",
                "1 / 0 == 1                        | EVALUATION  | division by zero",
                "9223372036854775807 + 1 == 0      | EVALUATION  | integer overflow",
                "value.startsWith('a')             | NO_OVERLOAD | no such overload: startsWith",
                "value.unknown                     | EVALUATION  | ",
                "1 == 'a'                          | COMPILATION | found no matching overload",
                "missing == 1                      | COMPILATION | undeclared reference to 'missing'"
            })
    void failuresSayWhatWasWrong(String expression, CelFailure.Kind kind, String text) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOfSatisfying(CelFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.text()).contains(text == null ? "" : text);
        });
    }

    @Test
    void endlessLoopsRunOutOfBudget() {
        String hundred = "[%s]".formatted("0,".repeat(99) + "0");
        String nested = "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, true))))".formatted(hundred);

        assertThatThrownBy(() -> evaluate(nested))
                .isInstanceOfSatisfying(
                        CelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(CelFailure.Kind.OUT_OF_BUDGET));
    }

    private static Object evaluate(String expression) throws CelFailure {
        return CelEnvironment.kubernetes()
                .compile(expression, Map.of("value", SimpleType.DYN), new NoStructures())
                .evaluate(Map.of("value", 5L));
    }

    private record NoStructures() implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableSet.of();
        }

        @Override
        public Optional<CelType> findType(String typeName) {
            return Optional.empty();
        }
    }
}
