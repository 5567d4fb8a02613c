package social.coulomb.sandboxer.host.hostkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import social.coulomb.sandboxer.host.HostKeyPolicy;

/// The host keys on record, and the judgement on a key that a host shows. Reads a file once; never asks, never
/// learns.
public final class HostKeyRecords {
    private final List<KnownHostLine> lines;

    private HostKeyRecords(List<KnownHostLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /// What a host's key turned out to be.
    public enum Verdict {
        TRUSTED,
        /// Listed as revoked for this host, whatever else is listed.
        REVOKED,
        /// Other keys are on record for this host.
        CHANGED,
        /// Nothing is on record for this host.
        UNKNOWN
    }

    /// The records a policy stands for. A known_hosts file that does not exist holds none.
    ///
    /// @throws UncheckedIOException if the file is there but cannot be read
    public static HostKeyRecords of(HostKeyPolicy policy) {
        return switch (policy) {
            case HostKeyPolicy.Pinned pinned ->
                new HostKeyRecords(pinned.keys().stream()
                        .map(key -> KnownHostLine.forEveryHost(HostKey.parse(key)))
                        .toList());
            case HostKeyPolicy.KnownHosts known -> new HostKeyRecords(read(known.file()));
        };
    }

    private static List<KnownHostLine> read(Path file) {
        List<KnownHostLine> lines = new ArrayList<>();
        try {
            for (String text : Files.readAllLines(file)) {
                KnownHostLine.parse(text).ifPresent(lines::add);
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("known_hosts cannot be read: " + file, e);
        }
        return lines;
    }

    /// Judges a plain key.
    public Verdict judge(String address, int port, HostKey shown) {
        if (isRevoked(address, port, shown)) {
            return Verdict.REVOKED;
        }
        List<HostKey> onRecord = onRecord(address, port);
        if (onRecord.contains(shown)) {
            return Verdict.TRUSTED;
        }
        return onRecord.isEmpty() ? Verdict.UNKNOWN : Verdict.CHANGED;
    }

    /// True if the key, or the authority key, is listed as revoked for this host.
    public boolean isRevoked(String address, int port, HostKey key) {
        return matching(address, port, KnownHostLine.Mark.REVOKED).contains(key);
    }

    /// The plain keys on record for a host.
    public List<HostKey> onRecord(String address, int port) {
        return matching(address, port, KnownHostLine.Mark.NONE);
    }

    /// True if host certificates are accepted for this host.
    public boolean hasAuthority(String address, int port) {
        return !matching(address, port, KnownHostLine.Mark.AUTHORITY).isEmpty();
    }

    private List<HostKey> matching(String address, int port, KnownHostLine.Mark mark) {
        String name = KnownHostLine.lookupName(address, port);
        return lines.stream()
                .filter(line -> line.mark() == mark && line.appliesTo(name))
                .map(KnownHostLine::key)
                .toList();
    }
}
