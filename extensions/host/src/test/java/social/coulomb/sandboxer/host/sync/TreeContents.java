package social.coulomb.sandboxer.host.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a directory of this machine holds, in a form that can be compared and shown.
final class TreeContents {
    private TreeContents() {}

    /// Everything below a directory by name: kind, mode, content.
    static SortedMap<String, String> of(Path root) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>(Comparator.naturalOrder());
        try (var paths = Files.walk(root)) {
            paths.filter(path -> !path.equals(root))
                    .forEach(path -> contents.put(EntryNames.of(root.relativize(path)), describe(path)));
        }
        return contents;
    }

    private static String describe(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                return "-> " + EntryNames.of(Files.readSymbolicLink(path));
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            return Files.isDirectory(path)
                    ? "d" + mode
                    : "%s %s %d"
                            .formatted(
                                    mode,
                                    Files.getLastModifiedTime(path).to(java.util.concurrent.TimeUnit.SECONDS),
                                    java.util.Arrays.hashCode(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
