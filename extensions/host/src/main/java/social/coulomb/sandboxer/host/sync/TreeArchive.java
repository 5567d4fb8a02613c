package social.coulomb.sandboxer.host.sync;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import social.coulomb.sandboxer.host.shell.CommandInput;
import social.coulomb.sandboxer.host.sync.LocalTree.LocalEntry;

/// A tar stream of some entries of a tree, as every tar understands it: long names in GNU's way, and fractions
/// of seconds in pax headers, which the others skip.
final class TreeArchive implements CommandInput {
    private static final int BUFFER_SIZE = 1 << 16;

    private final LocalTree tree;
    private final Iterable<String> names;

    TreeArchive(LocalTree tree, Iterable<String> names) {
        this.tree = tree;
        this.names = names;
    }

    @Override
    public void writeTo(OutputStream standardInput) throws IOException {
        OutputStream buffered = new BufferedOutputStream(standardInput, BUFFER_SIZE);
        // Not closed, since the stream is not ours.
        TarArchiveOutputStream tar =
                new TarArchiveOutputStream(buffered, TarConstants.DEFAULT_BLKSIZE, StandardCharsets.ISO_8859_1.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        byte[] buffer = new byte[BUFFER_SIZE];
        for (String name : names) {
            write(tar, name, java.util.Objects.requireNonNull(tree.entries().get(name)), buffer);
        }
        tar.finish();
        buffered.flush();
    }

    private static void write(TarArchiveOutputStream tar, String name, LocalEntry entry, byte[] buffer)
            throws IOException {
        switch (entry.node()) {
            case Node.RegularFile file -> writeFile(tar, name, entry, file, buffer);
            case Node.Directory directory ->
                writeHeader(tar, header(name + "/", TarConstants.LF_DIR, directory.mode(), entry));
            case Node.Link link -> {
                TarArchiveEntry header = header(name, TarConstants.LF_SYMLINK, Node.PERMISSIONS, entry);
                header.setLinkName(link.target());
                writeHeader(tar, header);
            }
            case Node.Special _ -> {}
        }
    }

    private static void writeHeader(TarArchiveOutputStream tar, TarArchiveEntry header) throws IOException {
        tar.putArchiveEntry(header);
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry header(String name, byte kind, int mode, LocalEntry entry) {
        TarArchiveEntry header = new TarArchiveEntry(name, kind, true);
        header.setMode(mode);
        header.setUserName("");
        header.setGroupName("");
        header.setLastModifiedTime(entry.modified());
        return header;
    }

    /// A file that vanished is left out; one that shrank while it was read is filled up, and differs next time.
    private static void writeFile(
            TarArchiveOutputStream tar, String name, LocalEntry entry, Node.RegularFile file, byte[] buffer)
            throws IOException {
        try (InputStream content =
                Files.newInputStream(entry.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            TarArchiveEntry header = header(name, TarConstants.LF_NORMAL, file.mode(), entry);
            header.setSize(file.size());
            tar.putArchiveEntry(header);
            long missing = file.size();
            while (missing > 0) {
                int wanted = (int) Math.min(missing, buffer.length);
                int count = content.read(buffer, 0, wanted);
                if (count < 0) {
                    java.util.Arrays.fill(buffer, (byte) 0);
                    count = wanted;
                }
                tar.write(buffer, 0, count);
                missing -= count;
            }
            tar.closeArchiveEntry();
        } catch (NoSuchFileException removed) {
            // The next run will find it gone.
        }
    }
}
