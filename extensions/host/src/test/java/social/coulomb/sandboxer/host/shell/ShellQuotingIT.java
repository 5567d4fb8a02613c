package social.coulomb.sandboxer.host.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever a name or an input holds, real shells must take it for text: each word comes back as it was, and
/// nothing of it runs.
class ShellQuotingIT {
    private static final List<List<String>> SHELLS = List.of(
            List.of("/bin/sh"), List.of("bash"), List.of("bash", "--posix"), List.of("dash"), List.of("busybox", "sh"));

    @Property(tries = 60)
    void quotedWordsComeBackAsTheyWere(@ForAll("hostileWords") List<String> words) throws Exception {
        String script = "printf '%s\\0' " + ShellQuoting.quote(words) + "\n";

        for (List<String> shell : installed()) {
            assertThat(run(shell, List.of("-s"), script)).as("%s", shell).isEqualTo(joined(words));
        }
    }

    @Property(tries = 60)
    void framedArgumentsComeBackAsTheyWere(@ForAll("hostileWords") List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of("printf", "%s\\0"));
        command.addAll(words);

        assertFramedOutput(CommandRequest.command(command), joined(words));
    }

    @Property(tries = 60)
    void framedScriptArgumentsVariablesAndDirectoriesComeBackAsTheyWere(
            @ForAll("hostileWord") String word, @ForAll("hostileWord") String value) throws Exception {
        CommandRequest request = CommandRequest.script("printf '%s\\0' \"$#\" \"$1\" \"$VALUE\"", word)
                .withEnvironment("VALUE", value);

        assertFramedOutput(request, joined(List.of("1", word, value)));
    }

    @Property(tries = 40)
    void directoryOfAnyNameIsEnteredAndNothingRuns(@ForAll("hostileWord") String word) throws Exception {
        Path directory = Files.createTempDirectory("sandboxer-quoting-");
        try {
            CommandRequest request =
                    CommandRequest.script("printf 'entered'").in(directory + "/" + word.replace("/", ""));

            for (List<String> shell : installed()) {
                frame(shell, request);
            }

            try (var left = Files.list(directory)) {
                assertThat(left).isEmpty();
            }
        } finally {
            Files.delete(directory);
        }
    }

    @Example
    void textWithNulIsRefused() {
        assertThatThrownBy(() -> ShellQuoting.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void variableThatIsNoNameIsRefused() {
        assertThatThrownBy(() -> CommandRequest.command("true").withEnvironment("A=b;id", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<String>> hostileWords() {
        return hostileWord().list().ofMinSize(1).ofMaxSize(6);
    }

    /// Mixes what shells give a meaning to with everything else but NUL and lone surrogates.
    @Provide
    Arbitrary<String> hostileWord() {
        Arbitrary<String> dangerous = Arbitraries.of(
                "'",
                "\"",
                "\\",
                "`",
                "$",
                "$(",
                ")",
                "${",
                "}",
                ";",
                "&",
                "|",
                "\n",
                "\r",
                "\t",
                " ",
                "!",
                "#",
                "*",
                "?",
                "[",
                "]",
                "~",
                "<",
                ">",
                "-",
                "--",
                "=",
                "%",
                "\u001e",
                "\u001b",
                "\u007f",
                "'\\''",
                "$IFS",
                "$(touch x)",
                "`touch x`",
                ";touch x;",
                "\ntouch x\n",
                "'\ntouch x\n'",
                "\u0081",
                "\u0088",
                "Á",
                "€",
                "\uFEFF",
                "🐚");
        Arbitrary<String> anything = Arbitraries.strings()
                .withCharRange('\u0001', '\uD7FF')
                .withCharRange('\uE000', '\uFFFD')
                .ofMinLength(0)
                .ofMaxLength(12);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, dangerous), net.jqwik.api.Tuple.of(1, anything))
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    private static void assertFramedOutput(CommandRequest request, String expected) throws Exception {
        for (List<String> shell : installed()) {
            assertThat(frame(shell, request)).as("%s", shell).isEqualTo(expected);
        }
    }

    /// Sends a request as an adapter does, but to a chosen shell.
    private static String frame(List<String> shell, CommandRequest request) throws Exception {
        CommandFrame frame = CommandFrame.around(request);
        String output = run(
                shell,
                List.of("-c", "IFS= read -r c; eval \"$c\""),
                new String(frame.preamble(), StandardCharsets.UTF_8));
        StreamFrame stream = frame.stream();
        stream.readAll(new java.io.ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        assertThat(stream.end()).isNotNull();
        return new String(stream.content(), StandardCharsets.UTF_8);
    }

    private static String run(List<String> shell, List<String> options, String input) throws Exception {
        List<String> command = new ArrayList<>(shell);
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream standardInput = process.getOutputStream()) {
            standardInput.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static List<List<String>> installed() {
        return SHELLS.stream().filter(shell -> isInstalled(shell.getFirst())).toList();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }

    private static String joined(List<String> words) {
        return words.stream().map(word -> word + "\0").collect(Collectors.joining());
    }
}
