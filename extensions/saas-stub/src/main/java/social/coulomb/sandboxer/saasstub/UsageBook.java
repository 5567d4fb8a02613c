package social.coulomb.sandboxer.saasstub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

/// What was charged for sandboxes that have ended, appended and never changed.
///
/// A span is charged once, however often a teardown is repeated: of several lines about one creation the first
/// counts.
///
/// @param folder 256 files, so that no reading is long
record UsageBook(Path folder) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal SECONDS_PER_HOUR = new BigDecimal(3_600);
    private static final int DIGITS = 6;

    /// @param from when the sandbox was made
    /// @param until when it ended, or up to when it was counted
    record Span(Instant from, Instant until, BigDecimal costUsd) {

        static Span of(StubSandbox sandbox, Instant until) {
            Duration time = Duration.between(sandbox.createdAt(), until);
            BigDecimal seconds = new BigDecimal(Math.max(0, time.toMillis())).movePointLeft(3);
            BigDecimal cost =
                    sandbox.costPerHourUsd().multiply(seconds).divide(SECONDS_PER_HOUR, DIGITS, RoundingMode.HALF_UP);
            return new Span(sandbox.createdAt(), until, cost);
        }
    }

    /// Charges for a sandbox that ends now. Call it before the sandbox is forgotten: a charge that is written
    /// twice counts once, one that was never written is lost.
    void charge(StubSandbox sandbox, Instant endedAt) throws IOException {
        Span span = Span.of(sandbox, endedAt);
        SandboxIdentity owner = sandbox.owner();
        String line = JSON.writeValueAsString(JSON.createObjectNode()
                .put("sandbox", owner.backendName())
                .put("installation", owner.installation())
                .put("uid", owner.uid())
                .put("incarnation", owner.incarnation())
                .put("from", span.from().toString())
                .put("until", span.until().toString())
                .put("cost_usd", span.costUsd().toPlainString()));
        // The leading line break ends what a killed program may have left of a line.
        append(file(owner), "\n" + line + "\n");
    }

    /// The spans that were charged for this sandbox, the oldest first.
    List<Span> of(SandboxIdentity owner) throws IOException {
        Map<Instant, Span> spans = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(file(owner))) {
            lines.filter(line -> line.contains(owner.backendName()))
                    .flatMap(line -> parse(line, owner).stream())
                    .forEach(span -> spans.putIfAbsent(span.from(), span));
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return List.copyOf(spans.values());
    }

    private static Optional<Span> parse(String line, SandboxIdentity owner) {
        try {
            JsonNode json = JSON.readTree(line);
            boolean theirs = json.required("installation").asText().equals(owner.installation())
                    && json.required("uid").asText().equals(owner.uid())
                    && json.required("incarnation").asInt() == owner.incarnation();
            return theirs
                    ? Optional.of(new Span(
                            Instant.parse(json.required("from").asText()),
                            Instant.parse(json.required("until").asText()),
                            new BigDecimal(json.required("cost_usd").asText())))
                    : Optional.empty();
        } catch (JsonProcessingException | RuntimeException e) {
            // The rest of a line that a killed program has left: its charge was written again.
            return Optional.empty();
        }
    }

    private Path file(SandboxIdentity owner) {
        return folder.resolve(owner.sandboxId().substring(0, 2) + ".jsonl");
    }

    private static void append(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
