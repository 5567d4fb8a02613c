package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a workspace holds, it is read or refused within little time and memory, and never breaks the reader.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundsTest {

    private static final String PLAIN = "services: {web: {image: busybox}}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private ContainmentFixture workspace;

    @BeforeEach
    void fill() throws IOException {
        workspace = new ContainmentFixture(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!float .inf",
                "!!float nan",
                "!!float abc",
                "!!float 1e999",
                "!!int abc",
                "!!binary '*'",
                "!!timestamp 2001-13-45",
                "!!set {a, b}",
                "{? [a] : 1}"
            })
    void whatIsNoPlainValueIsRefused(String value) {
        assertRefused("x-value: " + value + "\n" + PLAIN, "compose.yaml");
    }

    @Test
    void keysThatAreBuiltOfAliasesAreRefusedAndNotCompared() {
        StringBuilder compose = new StringBuilder("x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 15; level++) {
            compose.append("x-").append(level).append(": &a").append(level).append(" [");
            compose.append(("*a" + (level - 1) + ", ").repeat(10)).append("]\n");
        }
        assertRefused(compose + "? *a14\n: 1\n" + PLAIN, "a key is a list or a mapping");
        assertRefused(compose + "x-m: {<<: {? *a14 : 1}}\n" + PLAIN, "a key is a list or a mapping");
    }

    @Test
    void textThatAliasesMultiplyIsRefused() {
        assertRefused(
                "x-text: &text " + "a".repeat(500_000) + "\nx-list: [" + "*text, ".repeat(50_000) + "]\n" + PLAIN,
                "its aliases make it too large");
    }

    @Test
    void textThatVariablesMultiplyIsRefused() throws Exception {
        workspace.file(".env", "TEXT=" + "a".repeat(500_000) + "\n");

        assertRefused(
                "services: {web: {image: busybox, command: '" + "$TEXT".repeat(50_000) + "'}}",
                "is too large with its variables written out");
    }

    @Test
    void textThatExtensionsMultiplyIsRefused() {
        StringBuilder compose = new StringBuilder("services:\n  base: {image: busybox, command: '");
        compose.append("a".repeat(500_000)).append("'}\n");
        for (int number = 0; number < 10_000; number++) {
            compose.append("  s").append(number).append(": {extends: base}\n");
        }
        assertRefused(compose.toString(), "too much with all that they extend and include");
    }

    @Test
    void bracesThatDoNotEndAreToldAtOnce() {
        assertRefused(
                "services: {web: {image: busybox, command: '" + "${".repeat(500_000) + "'}}",
                "services.web.command: has a '${' that does not end");
    }

    @Test
    void linesOfAnEnvironmentFileAreReadInOneGo() throws Exception {
        workspace.file(
                ".env",
                " export A = 'x' \nB=x" + " ".repeat(500_000) + "x\nC=" + " ".repeat(100_000) + "\u2028\nD\nE=a # b\n");

        assertThat(workspace
                        .contain("services: {web: {image: busybox, command: ['$A', '$C', '$D', '$E']}}")
                        .file()
                        .path("services")
                        .path("web")
                        .path("command"))
                .hasToString("[\"x\",\"\",\"\",\"a\"]");
    }

    @Test
    void longPortsAreNoPorts() {
        assertRefused("services: {web: {image: busybox, ports: ['" + "a".repeat(500_000) + "']}}", "is no single port");
    }

    @Test
    void filesTooLargeToBeReadAreNamed() throws Exception {
        workspace.bytes(".env", new byte[2_000_000]);
        assertRefused(PLAIN, ".env: is larger than");

        workspace.bytes("large.env", new byte[2_000_000]).bytes(".env");
        assertRefused("services: {web: {image: busybox, env_file: large.env}}", "large.env: is larger than");
        assertRefused("include: [large.env]\n" + PLAIN, "large.env: is larger than");
    }

    @Test
    void aRefusalStaysShortWhateverItQuotes() {
        StringBuilder compose = new StringBuilder("services:\n");
        for (int number = 0; number < 1_000; number++) {
            compose.append("  s")
                    .append(number)
                    .append(": {image: '")
                    .append("A".repeat(900))
                    .append("'}\n");
        }
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain(compose.toString()))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(100_000));
    }

    private void assertRefused(String compose, String message) {
        assertThatExceptionOfType(ComposeRefused.class)
                .isThrownBy(() -> workspace.contain(compose))
                .withMessageContaining(message);
    }
}
