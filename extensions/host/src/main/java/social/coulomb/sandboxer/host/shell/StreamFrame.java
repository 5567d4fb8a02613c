package social.coulomb.sandboxer.host.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes one output stream of a command apart: what came before the first mark, the command's own bytes, the
/// last mark.
final class StreamFrame {
    private static final byte MARK_START = 0x1e;
    private static final int NOISE_LIMIT = 4096;
    private static final int MARK_LIMIT = 64;

    private final byte[] beginMark;
    private final byte[] endMark;
    private final OutputLimit limit;
    private final ByteArrayOutputStream noise = new ByteArrayOutputStream();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ByteArrayOutputStream markText = new ByteArrayOutputStream();
    private final CountDownLatch begun = new CountDownLatch(1);
    private Part part = Part.NOISE;
    private int matched;
    private boolean truncated;
    private volatile @Nullable String begin;
    private volatile @Nullable String end;

    private enum Part {
        NOISE,
        BEGIN_TEXT,
        CONTENT,
        END_TEXT,
        DONE
    }

    StreamFrame(String nonce, OutputLimit limit) {
        this.beginMark = ("\u001eB" + nonce).getBytes(StandardCharsets.US_ASCII);
        this.endMark = ("\u001eE" + nonce).getBytes(StandardCharsets.US_ASCII);
        this.limit = limit;
    }

    /// Reads until the last mark or the end of the stream, whichever comes first; a broken stream counts as
    /// ended.
    void readAll(InputStream stream) {
        byte[] buffer = new byte[32 * 1024];
        try {
            int count;
            while (part != Part.DONE && (count = stream.read(buffer)) >= 0) {
                int at = 0;
                while (at < count && part != Part.DONE) {
                    at = keepUpToMark(buffer, at, count);
                    if (at < count) {
                        accept(buffer[at++]);
                    }
                }
            }
        } catch (IOException broken) {
            // The missing last mark says so.
        } finally {
            begun.countDown();
        }
    }

    /// Takes at once what cannot be part of a mark.
    private int keepUpToMark(byte[] buffer, int from, int count) {
        if (matched > 0 || (part != Part.CONTENT && part != Part.NOISE)) {
            return from;
        }
        int end = from;
        while (end < count && buffer[end] != MARK_START) {
            end++;
        }
        boolean isContent = part == Part.CONTENT;
        ByteArrayOutputStream sink = isContent ? content : noise;
        int room = Math.max(0, (isContent ? limit.bytes() : NOISE_LIMIT) - sink.size());
        sink.write(buffer, from, Math.min(room, end - from));
        truncated |= isContent && end - from > room;
        return end;
    }

    private void accept(byte next) {
        switch (part) {
            case NOISE -> match(next, beginMark, noise, NOISE_LIMIT, Part.BEGIN_TEXT);
            case CONTENT -> match(next, endMark, content, limit.bytes(), Part.END_TEXT);
            case BEGIN_TEXT -> readMarkText(next);
            case END_TEXT -> readMarkText(next);
            case DONE -> {}
        }
    }

    /// A mark starts with a byte that occurs nowhere else in it, so a failed match never has to look back.
    private void match(byte next, byte[] mark, ByteArrayOutputStream sink, int sinkLimit, Part following) {
        if (next == mark[matched]) {
            matched++;
            if (matched == mark.length) {
                matched = 0;
                part = following;
            }
            return;
        }
        for (int i = 0; i < matched; i++) {
            keep(mark[i], sink, sinkLimit);
        }
        matched = next == mark[0] ? 1 : 0;
        if (matched == 0) {
            keep(next, sink, sinkLimit);
        }
    }

    private void keep(byte value, ByteArrayOutputStream sink, int sinkLimit) {
        if (sink.size() < sinkLimit) {
            sink.write(value);
        } else if (part == Part.CONTENT) {
            truncated = true;
        }
    }

    private void readMarkText(byte next) {
        if (next != '\n') {
            keep(next, markText, MARK_LIMIT);
            return;
        }
        String text = markText.toString(StandardCharsets.US_ASCII).strip();
        markText.reset();
        if (part == Part.BEGIN_TEXT) {
            begin = text;
            begun.countDown();
            part = Part.CONTENT;
        } else {
            end = text;
            part = Part.DONE;
        }
    }

    /// What the first mark carries; `null` while it was not seen.
    @Nullable
    String begin() {
        return begin;
    }

    /// What the first mark carries, waiting so long for it; empty if it did not come.
    Optional<String> awaitBegin(Duration patience) throws InterruptedException {
        begun.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(begin);
    }

    /// What the last mark carries; `null` if the stream ended without it.
    @Nullable
    String end() {
        return end;
    }

    /// What the login shell printed before the command began.
    String noise() {
        return noise.toString(StandardCharsets.UTF_8).strip();
    }

    byte[] content() {
        return content.toByteArray();
    }

    boolean truncated() {
        return truncated;
    }
}
