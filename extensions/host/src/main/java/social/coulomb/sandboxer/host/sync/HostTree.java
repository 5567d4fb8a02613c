package social.coulomb.sandboxer.host.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a host listed, see `list.sh`.
///
/// @param now the host's clock while it listed, in whole seconds
/// @param entries by name, each directory before what is in it
record HostTree(Instant now, SortedMap<String, HostEntry> entries) {
    private static final int FORMAT_MASK = 0170000;
    private static final int OTHERS_WRITE = 0022;
    private static final String PORTABLE = "stat\0";

    /// @param changed when the entry was last changed in any way, by the host's clock
    record HostEntry(Node node, Instant changed) {}

    /// @throws SyncRefused if the directory is not safe to use, or the listing none: the directory changed
    ///     under it
    static HostTree parse(byte[] listing) {
        Fields fields = new Fields(new String(listing, StandardCharsets.ISO_8859_1));
        try {
            HostTree tree = new HostTree(time(fields.next()), new TreeMap<>(EntryNames.TREE_ORDER));
            if (fields.skip(PORTABLE)) {
                tree.readPortable(fields);
            } else {
                tree.readPrinted(fields);
            }
            tree.takeRoot();
            return tree;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SyncRefused("the host's listing of the directory cannot be read: " + e);
        }
    }

    /// Whoever may write in the directory could lead us out of it between two commands.
    private void takeRoot() {
        HostEntry root = entries.remove("");
        if (root == null || !(root.node() instanceof Node.Directory directory)) {
            throw new IllegalArgumentException("the directory itself is missing");
        }
        if ((directory.mode() & OTHERS_WRITE) != 0) {
            throw new SyncRefused("the directory on the host can be written to by other accounts");
        }
    }

    /// Three fields an entry: kind, mode, size and times; name; target of a link.
    private void readPrinted(Fields fields) {
        while (fields.hasNext()) {
            String[] words = fields.next().split(" ", -1);
            String name = fields.next();
            String target = fields.next();
            int mode = Integer.parseInt(words[1], 8) & Node.PERMISSIONS;
            Node node = switch (words[0]) {
                case "f" -> new Node.RegularFile(mode, Long.parseLong(words[2]), time(words[3]));
                case "d" -> new Node.Directory(mode);
                case "l" -> new Node.Link(target);
                default -> new Node.Special();
            };
            entries.put(name, new HostEntry(node, time(words[4])));
        }
    }

    /// All names; then a line for each with mode, size and times; then the targets of the links, in the same
    /// order.
    private void readPortable(Fields fields) {
        List<String> names = new ArrayList<>();
        for (String path = fields.next(); !path.isEmpty(); path = fields.next()) {
            names.add(path.equals(".") ? "" : path.substring("./".length()));
        }
        List<String> lines = fields.next().lines().toList();
        if (lines.size() != names.size()) {
            throw new IllegalArgumentException("%d names, %d states".formatted(names.size(), lines.size()));
        }
        for (int i = 0; i < names.size(); i++) {
            String[] words = lines.get(i).split(" ", -1);
            int mode = Integer.parseInt(words[0], 16);
            Node node = switch (mode & FORMAT_MASK) {
                case 0100000 -> new Node.RegularFile(mode & Node.PERMISSIONS, Long.parseLong(words[1]), time(words[2]));
                case 0040000 -> new Node.Directory(mode & Node.PERMISSIONS);
                case 0120000 -> new Node.Link(fields.next());
                default -> new Node.Special();
            };
            entries.put(names.get(i), new HostEntry(node, time(words[3])));
        }
    }

    /// With a fraction of as many digits as the host likes, or none.
    private static Instant time(String seconds) {
        int point = seconds.indexOf('.');
        if (point < 0) {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        }
        String digits = (seconds.substring(point + 1) + "000000000").substring(0, 9);
        long nanos = Long.parseLong(digits);
        return Instant.ofEpochSecond(
                Long.parseLong(seconds.substring(0, point)), seconds.startsWith("-") ? -nanos : nanos);
    }

    /// Text between NULs.
    private static final class Fields {
        private final String text;
        private int position;

        Fields(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return position < text.length();
        }

        /// Skips `prefix` if that comes next.
        boolean skip(String prefix) {
            boolean isNext = text.startsWith(prefix, position);
            position += isNext ? prefix.length() : 0;
            return isNext;
        }

        String next() {
            int end = text.indexOf('\0', position);
            String field = text.substring(position, end);
            position = end + 1;
            return field;
        }
    }
}
