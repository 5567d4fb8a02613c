package social.coulomb.sandboxer.host.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every adapter of [HostShell] promises. The host under test must share this machine's file system and
/// processes.
@Timeout(60)
public abstract class HostShellContract {
    private static final Duration PROMPTLY = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    /// The shell under test; the same one for all tests of a class.
    protected abstract HostShell shell();

    @Test
    void outputErrorsAndExitStatusComeBackApart() {
        CommandResult result = shell().run(CommandRequest.script("echo out; echo err >&2; exit 7"));

        assertThat(result.exitStatus()).isEqualTo(7);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.outputText()).isEqualTo("out\n");
        assertThat(result.errorText()).isEqualTo("err\n");
        assertThat(result.signal()).isEmpty();
    }

    @Test
    void exitStatus255IsTheCommandsOwn() {
        assertThat(shell().run(CommandRequest.script("exit 255")).exitStatus()).isEqualTo(255);
    }

    @Test
    void exitStatus124IsTheCommandsOwn() {
        assertThat(shell().run(CommandRequest.script("exit 124")).exitStatus()).isEqualTo(124);
    }

    @Test
    void programThatDoesNotExistIsAResult() {
        CommandResult result = shell().run(CommandRequest.command("no-such-program"));

        assertThat(result.exitStatus()).isEqualTo(127);
        assertThat(result.errorText()).contains("no-such-program");
    }

    @Test
    void signalThatEndedTheCommandIsTold() {
        CommandResult result = shell().run(CommandRequest.command("sh", "-c", "kill -9 $$"));

        assertThat(result.exitStatus()).isEqualTo(137);
        assertThat(result.signal()).hasValue(9);
    }

    @Test
    void argumentsArriveAsTheyAre() {
        List<String> arguments = List.of(
                "",
                " ",
                "a b",
                "$(id)",
                "`id`",
                "'",
                "\"",
                "\\",
                "*",
                "~",
                "-n",
                "line\nbreak",
                "tab\t",
                "é",
                "\u001e");

        List<String> command = new java.util.ArrayList<>(List.of("printf", "%s\\0"));
        command.addAll(arguments);

        assertThat(Arrays.asList(shell().run(CommandRequest.command(command))
                        .outputText()
                        .split("\0", -1)))
                .startsWith(arguments.toArray(String[]::new));
    }

    @Test
    void scriptSeesItsArgumentsAndNothingElse() {
        CommandResult result = shell().run(CommandRequest.script(
                "printf '%s|' \"$#\" \"$@\" \"${c-}\" \"${n-}\" \"${g-}\"", "$(id)", "b\nc"));

        assertThat(result.outputText()).isEqualTo("2|$(id)|b\nc||||");
    }

    @Test
    void inputArrivesByteByByte() {
        byte[] everyByte = new byte[256 * 1024];
        IntStream.range(0, everyByte.length).forEach(i -> everyByte[i] = (byte) i);

        CommandResult result = shell().run(CommandRequest.command("cat").withInput(CommandInput.bytes(everyByte)));

        assertThat(result.output()).isEqualTo(everyByte);
    }

    @Test
    void commandWithoutInputSeesTheEndAtOnce() {
        assertThat(shell().run(CommandRequest.command("cat")).output()).isEmpty();
    }

    @Test
    void commandMayLeaveItsInputUnread() {
        byte[] much = new byte[8 << 20];

        CommandResult result = shell().run(CommandRequest.command("true").withInput(CommandInput.bytes(much)));

        assertThat(result.succeeded()).isTrue();
    }

    @Test
    void inputThatCannotBeReadEndsTheCommand() {
        CommandInput broken = standardInput -> {
            throw new IOException("disk gone");
        };

        assertThatThrownBy(() -> shell().run(CommandRequest.command("cat").withInput(broken)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("disk gone");
    }

    @Test
    void environmentReachesTheCommandButNoCommandLine() {
        CommandRequest request = CommandRequest.script("printf %s \"$TOKEN\"; tr '\\0' ' ' </proc/$$/cmdline >&2")
                .withEnvironment("TOKEN", "s3cret'\n$(id)");

        CommandResult result = shell().run(request);

        assertThat(result.outputText()).isEqualTo("s3cret'\n$(id)");
        assertThat(result.errorText()).doesNotContain("s3cret");
        assertThat(request.toString()).doesNotContain("s3cret");
    }

    @Test
    void commandRunsInTheDirectoryAskedFor() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("a '$(id)' b"));

        assertThat(shell().run(CommandRequest.command("pwd", "-P").in(odd.toString()))
                        .outputText()
                        .strip())
                .isEqualTo(odd.toRealPath().toString());
        assertThat(shell().run(CommandRequest.command("pwd").in(odd + "/absent"))
                        .succeeded())
                .isFalse();
    }

    @Test
    void outputBeyondTheLimitIsDroppedAndTold() {
        CommandResult result = shell().run(CommandRequest.script("head -c 9000000 /dev/zero; echo done >&2")
                .limitedTo(new OutputLimit(1000)));

        assertThat(result.output()).hasSize(1000);
        assertThat(result.truncated()).isTrue();
        assertThat(result.errorText()).isEqualTo("done\n");
        assertThat(result.succeeded()).isTrue();
    }

    @Test
    void muchOnStandardErrorDoesNotBlockTheCommand() {
        CommandResult result = shell().run(CommandRequest.script("head -c 5000000 /dev/zero >&2; echo done")
                .limitedTo(new OutputLimit(6_000_000)));

        assertThat(result.outputText()).isEqualTo("done\n");
        assertThat(result.errors()).hasSize(5_000_000);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void daemonLeftBehindDoesNotHoldTheResultBack() {
        CommandResult result = shell().run(CommandRequest.script("sleep 8 & echo started"));

        assertThat(result.outputText()).isEqualTo("started\n");
        assertThat(result.duration()).isLessThan(PROMPTLY);
    }

    @Test
    void timeLimitEndsTheCommandAndItsChildren() {
        Path pid = directory.resolve("pid");
        CommandRequest request = CommandRequest.script("sleep 300 & echo $! > \"$1\"; wait", pid.toString())
                .within(Duration.ofSeconds(1));

        assertThatThrownBy(() -> shell().run(request)).isInstanceOf(HostFailure.CommandTimedOut.class);

        awaitGone(pid);
    }

    @Test
    void commandThatIgnoresTermIsKilledByTheTimeLimit() {
        Path pid = directory.resolve("pid");
        CommandRequest request = CommandRequest.script(
                        "trap '' TERM; echo $$ > \"$1\"; sh -c 'trap \"\" TERM; echo $$ > \"$1\"; while :; do sleep 1; done' sh \"$1\"",
                        pid.toString())
                .within(Duration.ofSeconds(1));

        assertThatThrownBy(() -> shell().run(request)).isInstanceOf(HostFailure.CommandTimedOut.class);

        awaitGone(pid);
    }

    @Test
    void cancellingEndsTheCommandAndItsChildrenPromptly() throws Exception {
        Path pid = directory.resolve("pid");
        CancelSource cancel = new CancelSource();
        Future<?> running = inBackground(() -> shell().run(
                        CommandRequest.script(
                                        "trap '' TERM; sh -c 'echo $$ > \"$1\"; exec sleep 300' sh \"$1\"; :",
                                        pid.toString())
                                .within(Duration.ofMinutes(5)),
                        cancel));
        await().until(() -> Files.exists(pid) && Files.size(pid) > 1);

        long cancelledAt = System.nanoTime();
        cancel.raise();

        assertThatThrownBy(running::get).hasCauseInstanceOf(HostFailure.CommandCancelled.class);
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt)).isLessThan(PROMPTLY);
        awaitGone(pid);
    }

    @Test
    void interruptingTheCallerEndsTheCommand() throws Exception {
        Path pid = directory.resolve("pid");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                shell().run(CommandRequest.script("echo $$ > \"$1\"; exec sleep 300", pid.toString())
                        .within(Duration.ofMinutes(5)));
            } catch (RuntimeException e) {
                thrown.complete(e);
            }
        });
        await().until(() -> Files.exists(pid) && Files.size(pid) > 1);

        caller.interrupt();

        assertThat(thrown.get()).isInstanceOf(HostFailure.CommandCancelled.class);
        awaitGone(pid);
    }

    @Test
    void signalRaisedBeforehandStartsNothing() {
        Path touched = directory.resolve("touched");
        CancelSource cancel = new CancelSource();
        cancel.raise();

        assertThatThrownBy(() -> shell().run(CommandRequest.command("touch", touched.toString()), cancel))
                .isInstanceOf(HostFailure.CommandCancelled.class);
        assertThat(touched).doesNotExist();
    }

    @Test
    void manyCommandsAtOnceShareTheConnection() throws Exception {
        shell().run(CommandRequest.command("true"));
        long generation = shell().generation();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CommandResult>> results = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(
                            () -> shell().run(CommandRequest.script("sleep 0.1; echo \"$1\"", Integer.toString(i)))))
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get().outputText()).isEqualTo(i + "\n");
            }
        }
        assertThat(shell().generation()).isEqualTo(generation);
    }

    @Test
    void longScriptHasNoLimitOfACommandLine() {
        String script = "# " + "x".repeat(300_000) + "\necho end";

        assertThat(shell().run(CommandRequest.script(script)).outputText()).isEqualTo("end\n");
    }

    @Test
    void outputThatLooksLikeAMarkStaysOutput() {
        byte[] looksAlike = "\u001eE\u001eE0123 0\n\u001e".getBytes(UTF_8);

        assertThat(shell().run(CommandRequest.command("cat").withInput(CommandInput.bytes(looksAlike)))
                        .output())
                .isEqualTo(looksAlike);
    }

    private static Future<CommandResult> inBackground(java.util.function.Supplier<CommandResult> work) {
        return CompletableFuture.supplyAsync(work, command -> Thread.ofVirtual().start(command));
    }

    private static void awaitGone(Path pidFile) {
        await().atMost(PROMPTLY)
                .until(() -> !isRunning(Files.readString(pidFile).strip()));
    }

    /// A process that ended but whose parent has not asked yet counts as gone.
    private static boolean isRunning(String pid) {
        try {
            return !Files.readString(Path.of("/proc", pid, "stat")).matches("(?s).*\\) Z .*");
        } catch (IOException gone) {
            return false;
        }
    }
}
