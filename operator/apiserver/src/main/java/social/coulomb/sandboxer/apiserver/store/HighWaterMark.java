package social.coulomb.sandboxer.apiserver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// The newest acknowledged revision in a file of its own.
///
/// The file has two slots that are written in turn, so that a write torn by a power failure leaves the other
/// one. Each slot is one line of text with a checksum.
final class HighWaterMark implements AutoCloseable {

    private static final int SLOT_DISTANCE = 512;
    private static final int SLOT_COUNT = 2;
    private static final int REVISION_END = 19;
    private static final int SLOT_LENGTH = 29;

    private final FileChannel channel;
    private int nextSlot;

    private HighWaterMark(FileChannel channel) {
        this.channel = channel;
    }

    /// The mark that a file holds; empty when no slot of it is whole.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    static OptionalLong read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        OptionalLong newest = OptionalLong.empty();
        for (int slot = 0; slot < SLOT_COUNT; slot++) {
            OptionalLong revision = parse(content, slot * SLOT_DISTANCE);
            if (revision.isPresent() && revision.getAsLong() > newest.orElse(-1)) {
                newest = revision;
            }
        }
        return newest;
    }

    /// Opens the mark for writing and fills both slots.
    static HighWaterMark open(Path file, long revision) throws IOException {
        StoreFiles.createFile(file);
        var mark = new HighWaterMark(FileChannel.open(file, StandardOpenOption.WRITE));
        for (int slot = 0; slot < SLOT_COUNT; slot++) {
            mark.advance(revision);
        }
        return mark;
    }

    /// Returns when the revision is durable as the newest acknowledged one.
    void advance(long revision) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(format(revision).getBytes(StandardCharsets.US_ASCII));
        long position = (long) nextSlot * SLOT_DISTANCE;
        while (line.hasRemaining()) {
            position += channel.write(line, position);
        }
        channel.force(false);
        nextSlot = (nextSlot + 1) % SLOT_COUNT;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String format(long revision) {
        String digits = String.format(Locale.ROOT, "%019d", revision);
        return digits + " " + checksum(digits) + "\n";
    }

    private static OptionalLong parse(byte[] content, int offset) {
        if (content.length < offset + SLOT_LENGTH) {
            return OptionalLong.empty();
        }
        String digits = new String(content, offset, REVISION_END, StandardCharsets.ISO_8859_1);
        String rest =
                new String(content, offset + REVISION_END, SLOT_LENGTH - REVISION_END, StandardCharsets.ISO_8859_1);
        return rest.equals(" " + checksum(digits) + "\n")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    private static String checksum(String digits) {
        var checksum = new CRC32C();
        checksum.update(digits.getBytes(StandardCharsets.ISO_8859_1));
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }
}
