package social.coulomb.sandboxer.host.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Sees one started command through to its end: feeds it, drains both outputs at once, watches time and
/// cancellation.
///
/// The part that is the same whatever carries the command, so that every adapter keeps the same promises.
public final class CommandRun {
    /// How much later than the host we give up, so that the host's own limit normally comes first.
    private static final Duration GRACE = CommandFrame.KILL_AFTER.plusSeconds(2);

    private static final Duration BEGIN_WAIT = Duration.ofSeconds(1);

    private final CommandRequest request;
    private final CommandFrame frame;
    private final StartedCommand command;
    private final GuardedStream input;
    private final StreamFrame output;
    private final StreamFrame errors;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final AtomicInteger openStreams = new AtomicInteger(2);
    private volatile @Nullable IOException inputFailure;

    private enum Ending {
        STREAMS_ENDED,
        CANCELLED,
        OVERDUE,
        INPUT_FAILED
    }

    /// @param command started with the frame's command line; closed by [#await]
    public CommandRun(CommandRequest request, CommandFrame frame, StartedCommand command) {
        this.request = request;
        this.frame = frame;
        this.command = command;
        this.input = new GuardedStream(command.standardInput());
        this.output = frame.stream();
        this.errors = frame.stream();
    }

    /// Waits for the end and closes the command, whatever happens. To be called once.
    public CommandResult await(CancelSignal cancel) {
        try (command;
                var _ = cancel.onRaise(() -> ending.complete(Ending.CANCELLED))) {
            startThread("input", this::feed);
            startThread("output", () -> drain(output, command.standardOutput()));
            startThread("errors", () -> drain(errors, command.standardError()));
            return switch (awaitEnding()) {
                case STREAMS_ENDED -> conclude();
                case CANCELLED -> throw killed(new HostFailure.CommandCancelled(request.summary()));
                case OVERDUE -> throw killed(new HostFailure.CommandTimedOut(request.summary(), request.timeout()));
                case INPUT_FAILED ->
                    throw killed(new UncheckedIOException(
                            "the input of %s could not be read".formatted(request.summary()), inputFailure()));
            };
        }
    }

    /// Platform threads: reading a local process's pipe would hold the carrier of a virtual one.
    private void startThread(String role, Runnable work) {
        Thread.ofPlatform().daemon().name("host-command-" + role).start(work);
    }

    private void drain(StreamFrame stream, java.io.InputStream source) {
        try {
            stream.readAll(source);
        } finally {
            if (openStreams.decrementAndGet() == 0) {
                ending.complete(Ending.STREAMS_ENDED);
            }
        }
    }

    /// The input is touched only once the command has begun: a command that could not be started may be started
    /// again.
    private void feed() {
        try (var standardInput = input) {
            try {
                standardInput.write(frame.preamble());
                standardInput.flush();
                if (output.awaitBegin(request.timeout()).isPresent()) {
                    request.input().writeTo(standardInput);
                }
            } catch (IOException | RuntimeException e) {
                if (!standardInput.broken()) {
                    inputFailure = e instanceof IOException io ? io : new IOException(e);
                    ending.complete(Ending.INPUT_FAILED);
                }
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } catch (IOException readerGone) {
            // The command ended before its input did, which is its right.
        }
    }

    private IOException inputFailure() {
        IOException failure = inputFailure;
        return failure == null ? new IOException("unknown") : failure;
    }

    private Ending awaitEnding() {
        try {
            return ending.get(request.timeout().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Ending.OVERDUE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Ending.CANCELLED;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RuntimeException killed(RuntimeException why) {
        // What is still being sent would stand in the way of the kill.
        input.stop();
        boolean interrupted = Thread.interrupted();
        command.kill(processGroup());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return why;
    }

    /// Waits a moment for a command that was only just sent.
    private OptionalLong processGroup() {
        try {
            return output.awaitBegin(BEGIN_WAIT).filter(group -> !group.isEmpty()).stream()
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private CommandResult conclude() {
        Duration duration = Duration.ofNanos(System.nanoTime() - startedAt);
        String status = errors.end() == null ? output.end() : errors.end();
        OptionalInt exit = status == null ? command.exitStatus() : OptionalInt.of(Integer.parseInt(status));
        boolean overdue = duration.compareTo(request.timeout()) >= 0;
        if (overdue && (exit.isEmpty() || exit.getAsInt() != 0)) {
            throw killed(new HostFailure.CommandTimedOut(request.summary(), request.timeout()));
        }
        if (exit.isEmpty()) {
            throw command.loss(errors.begin() == null ? errors.noise() : "");
        }
        if (output.begin() == null && status == null) {
            throw new HostFailure.ShellUnusable(
                    "the account's login shell ended with status %d before the command began: %s"
                            .formatted(exit.getAsInt(), firstOf(errors.noise(), output.noise())));
        }
        return new CommandResult(
                exit.getAsInt(),
                output.content(),
                errors.content(),
                output.truncated() || errors.truncated(),
                duration);
    }

    private static String firstOf(String text, String other) {
        return text.isEmpty() ? (other.isEmpty() ? "it said nothing" : other) : text;
    }

    /// Tells a failure of the command's end of the pipe from one of the input itself.
    private static final class GuardedStream extends OutputStream {
        private final OutputStream sink;
        private volatile boolean broken;

        GuardedStream(OutputStream sink) {
            this.sink = sink;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            guard(() -> sink.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            guard(sink::flush);
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }

        /// Nothing more is sent from now on.
        void stop() {
            broken = true;
        }

        private void guard(Write write) throws IOException {
            if (broken) {
                throw new IOException("the command's input is closed");
            }
            try {
                write.run();
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }

        boolean broken() {
            return broken;
        }

        private interface Write {
            void run() throws IOException;
        }
    }
}
