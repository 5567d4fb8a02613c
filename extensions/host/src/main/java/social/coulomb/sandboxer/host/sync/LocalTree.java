package social.coulomb.sandboxer.host.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is wanted, as it was on disk when it was looked at.
///
/// @param entries by name, each directory before what is in it
record LocalTree(SortedMap<String, LocalEntry> entries) {

    /// @param file where it is on this machine
    record LocalEntry(Path file, Node node, FileTime modified) {}

    /// Reads what is wanted and the directories above it. What does not exist any more, and what is neither
    /// file, directory nor link, is left out.
    ///
    /// @param untouched names directly inside the root that are left out with all below them
    static LocalTree read(Path root, Iterable<Path> wanted, Set<String> untouched) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException(root.toString());
        }
        Reading reading = new Reading(root, new TreeMap<>(EntryNames.TREE_ORDER));
        for (Path path : wanted) {
            Path file = relative(path);
            if (!untouched.contains(EntryNames.of(file.getName(0)))) {
                reading.add(file);
            }
        }
        return new LocalTree(reading.entries);
    }

    private static Path relative(Path path) {
        Path file = path.normalize();
        if (file.isAbsolute() || file.startsWith("..") || file.toString().isEmpty()) {
            throw new IllegalArgumentException("not the path of something inside the root: " + path);
        }
        return file;
    }

    private record Reading(Path root, SortedMap<String, LocalEntry> entries) {

        void add(Path path) throws IOException {
            Path above = path.getParent();
            if (above != null && !addDirectory(above)) {
                return;
            }
            String name = EntryNames.of(path);
            LocalEntry entry = entries.containsKey(name) ? null : look(path);
            if (entry != null) {
                entries.put(name, entry);
            }
        }

        /// @return whether it exists
        private boolean addDirectory(Path path) throws IOException {
            if (!entries.containsKey(EntryNames.of(path))) {
                add(path);
            }
            LocalEntry entry = entries.get(EntryNames.of(path));
            if (entry != null && !(entry.node() instanceof Node.Directory)) {
                throw new NotDirectoryException(
                        root.resolve(path) + " is no directory, yet something below it is wanted");
            }
            return entry != null;
        }

        private @Nullable LocalEntry look(Path path) throws IOException {
            Path file = root.resolve(path);
            try {
                PosixFileAttributes attributes =
                        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                Node node = node(file, attributes);
                return node instanceof Node.Special ? null : new LocalEntry(file, node, attributes.lastModifiedTime());
            } catch (NoSuchFileException removed) {
                return null;
            }
        }

        private static Node node(Path file, PosixFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                return new Node.RegularFile(
                        mode(attributes.permissions()),
                        attributes.size(),
                        attributes.lastModifiedTime().toInstant());
            } else if (attributes.isDirectory()) {
                return new Node.Directory(mode(attributes.permissions()));
            } else if (attributes.isSymbolicLink()) {
                return new Node.Link(EntryNames.of(Files.readSymbolicLink(file)));
            } else {
                return new Node.Special();
            }
        }

        /// The permissions are declared in the order of their bits, the highest first.
        private static int mode(Set<PosixFilePermission> permissions) {
            int mode = 0;
            for (PosixFilePermission permission : permissions) {
                mode |= 0400 >> permission.ordinal();
            }
            return mode;
        }
    }
}
