package social.coulomb.sandboxer.composessh.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import social.coulomb.sandboxer.host.engine.EngineKind;

class ScriptWritingTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            a b  c            | a,b,c
            'a b' "c d"       | a b,c d
            a\\ b             | a b
            "a \\"b\\""       | a "b"
            'a'"b"c           | abc
            '' x              | `,x`
            """)
    void commandsAreSplitAsAShellWouldWithoutExpanding(String text, String words) {
        assertThat(ShellWords.split(text)).containsExactly(words.split(","));
    }

    @Property
    void everyWordSurvivesQuotingAndSplitting(@ForAll @NotEmpty List<String> words) {
        String text = String.join(
                " ",
                words.stream()
                        .map(word -> "'" + word.replace("'", "'\"'\"'") + "'")
                        .toList());

        assertThat(ShellWords.split(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "99999999999999999999h99999999999999999999h,PT555555H33M20S",
        "90,PT1M30S",
        "1m30s,PT1M30S",
        "500ms,PT0.5S",
        "1h,PT1H",
        "1.5s,PT1.5S",
        "soon,PT10S",
        "'',PT10S"
    })
    void durationsAreReadAsComposeFilesWriteThem(String text, Duration expected) {
        assertThat(ComposeDuration.parse(text)).isEqualTo(expected);
    }

    @Test
    void servicesStartBehindWhatTheyDependOnAndCirclesEnd() throws Exception {
        JsonNode services = json("""
                {"web": {"depends_on": {"cache": {}, "database": {}}},
                 "cache": {"depends_on": {"database": {}}},
                 "database": {"depends_on": {"web": {}}},
                 "alone": {}}
                """);

        assertThat(StartOrder.of(services)).containsExactly("database", "cache", "web", "alone");
    }

    @ParameterizedTest
    @CsvSource({
        "10.89.0.0/24, 0, 10.89.0.10",
        "10.89.0.0/24, 244, 10.89.0.254",
        "10.89.0.0/24, 245, ",
        "192.168.255.0/16, 300, 192.169.0.54",
        "10.0.0.0/29, 0, ",
        "fd00::/64, 0, "
    })
    void servicesGetFixedAddressesWhileThereIsRoom(String subnet, int number, String expected) {
        assertThat(new NetworkSite("n", subnet, "b", false, NetworkSite.Gate.RULES)
                        .address(number)
                        .orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void aServicesFieldsBecomeTheEnginesOptions() throws Exception {
        JsonNode service = json("""
                {"image": "busybox", "user": "1000", "entrypoint": ["/init", "-x"], "command": "serve 'a b'",
                 "volumes": ["data:/d", "/srv/w:/w:ro", "/anonymous"], "mem_limit": 1048576, "cpus": 0.5,
                 "init": true, "tty": false, "healthcheck": {"test": ["CMD", "check", "a b"], "retries": 3},
                 "stop_grace_period": "1m"}
                """);
        ContainerArguments arguments = new ContainerArguments(EngineKind.DOCKER, "sbx-1", service);

        assertThat(arguments.options())
                .containsSubsequence("--user", "1000")
                .containsSubsequence("--memory", "1048576", "--cpus", "0.5")
                .containsSubsequence("--volume", "sbx-1_data:/d", "--volume", "/srv/w:/w:ro", "--volume", "/anonymous")
                .containsSubsequence("--stop-timeout", "60")
                .containsSubsequence("--health-cmd", "'check' 'a b'", "--health-retries", "3")
                .containsSubsequence("--entrypoint", "/init")
                .contains("--init")
                .doesNotContain("--tty");
        assertThat(arguments.command()).containsExactly("-x", "serve", "a b");
    }

    @Test
    void podmanGetsACheckWithoutAShellAsAnArray() throws Exception {
        JsonNode service = json("{\"healthcheck\": {\"test\": [\"CMD\", \"check\", \"a b\"]}}");

        assertThat(new ContainerArguments(EngineKind.PODMAN, "p", service).options())
                .containsSubsequence("--health-cmd", "[\"check\",\"a b\"]");
    }

    @Test
    void aContainerThatIsDescribedStrangelyIsStillThere() {
        List<SeenContainer> seen = SeenContainer.parse(
                "web|running|0|here|uid|/c|n=10.0.0.2 m= |1|2|3|0|99|8080/tcp=40123 53/udp=40124 \nodd|line\n");

        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst().address()).contains("10.0.0.2");
        assertThat(seen.getFirst().published()).isEqualTo(Map.of(8080, 40_123));
        assertThat(seen.getLast().owner()).isEqualTo(Owner.NOBODY);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
