package social.coulomb.sandboxer.host.sync;

import java.math.BigDecimal;
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

    /// @param changed when the entry was last changed in any way, by the host's clock
    record HostEntry(Node node, Instant changed) {}

    /// @throws SyncRefused if the listing is not one: the directory changed under it
    static HostTree parse(byte[] listing) {
        Fields fields = new Fields(new String(listing, StandardCharsets.ISO_8859_1));
        try {
            String kind = fields.next();
            HostTree tree = new HostTree(time(fields.next()), new TreeMap<>(EntryNames.TREE_ORDER));
            if (kind.equals("printf")) {
                tree.readPrinted(fields);
            } else {
                tree.readPortable(fields);
            }
            return tree;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SyncRefused("the host's listing of the directory cannot be read: " + e);
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
            names.add(path.substring("./".length()));
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

    private static Instant time(String seconds) {
        BigDecimal time = new BigDecimal(seconds);
        long nanos = time.remainder(BigDecimal.ONE).movePointRight(9).longValue();
        return Instant.ofEpochSecond(time.longValue(), nanos);
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

        String next() {
            int end = text.indexOf('\0', position);
            String field = text.substring(position, end);
            position = end + 1;
            return field;
        }
    }
}
