package social.coulomb.sandboxer.host.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What has to be done on a host so that it has what is wanted.
///
/// @param unlock directories there whose owner may not change what is in them, before this is done
/// @param remove what must go first: not wanted, or of another kind than wanted; nothing below another one of
///     them
/// @param send what goes into the archive: what differs, and every directory above, so that tar makes sure of
///     it
/// @param different how many of them differ
/// @param unwanted how many entries there are not wanted
/// @param unchanged how many are right already
record SyncPlan(
        List<String> unlock, List<String> remove, SortedSet<String> send, int different, int unwanted, int unchanged) {
    /// A file copied so soon after its last change may have changed once more without a new time of change.
    /// Host clocks are read in whole seconds, hence one more than two.
    static final Duration RACY = Duration.ofSeconds(3);

    private static final int OWNER_ALL = 0700;

    /// @param skew how far the host's clock is ahead of ours
    static SyncPlan of(LocalTree local, HostTree host, Duration skew) {
        return new Planning(local, host, skew).plan();
    }

    /// True if the host already has all that is wanted, and nothing else.
    boolean isEmpty() {
        return remove.isEmpty() && send.isEmpty();
    }

    private static final class Planning {
        private final LocalTree local;
        private final HostTree host;
        private final Duration skew;
        private final List<String> remove = new ArrayList<>();
        private final SortedSet<String> send = new TreeSet<>(EntryNames.TREE_ORDER);
        private final SortedSet<String> unlock = new TreeSet<>(EntryNames.TREE_ORDER);

        Planning(LocalTree local, HostTree host, Duration skew) {
            this.local = local;
            this.host = host;
            this.skew = skew;
        }

        SyncPlan plan() {
            int unwanted = findWhatMustGo();
            local.entries().forEach((name, entry) -> {
                HostTree.HostEntry there = host.entries().get(name);
                if (there == null || !isSame(entry.node(), there)) {
                    send.add(name);
                }
            });
            int different = send.size();
            remove.forEach(name -> unlockDirectory(EntryNames.parent(name)));
            List.copyOf(send).forEach(name -> unlockDirectory(EntryNames.parent(name)));
            unlock.stream().filter(local.entries()::containsKey).forEach(send::add);
            List.copyOf(send).forEach(this::addDirectoriesAbove);
            return new SyncPlan(
                    List.copyOf(unlock),
                    List.copyOf(remove),
                    send,
                    different,
                    unwanted,
                    local.entries().size() - different);
        }

        private int findWhatMustGo() {
            int unwanted = 0;
            String gone = "";
            for (var there : host.entries().entrySet()) {
                String name = there.getKey();
                LocalTree.LocalEntry wanted = local.entries().get(name);
                if (wanted == null) {
                    unwanted++;
                }
                if (!gone.isEmpty() && name.startsWith(gone)) {
                    unlockDirectory(name);
                } else if (wanted == null
                        || isOfAnotherKind(wanted.node(), there.getValue().node())) {
                    remove.add(name);
                    gone = name + "/";
                    unlockDirectory(name);
                }
            }
            return unwanted;
        }

        private void unlockDirectory(String name) {
            HostTree.HostEntry there = host.entries().get(name);
            if (there != null
                    && there.node() instanceof Node.Directory directory
                    && (directory.mode() & OWNER_ALL) != OWNER_ALL) {
                unlock.add(name);
            }
        }

        private void addDirectoriesAbove(String name) {
            for (String above = EntryNames.parent(name); !above.isEmpty(); above = EntryNames.parent(above)) {
                if (!send.add(above)) {
                    return;
                }
            }
        }

        private boolean isSame(Node wanted, HostTree.HostEntry there) {
            return switch (wanted) {
                case Node.RegularFile file ->
                    there.node() instanceof Node.RegularFile copy
                            && file.mode() == copy.mode()
                            && file.size() == copy.size()
                            && isSameTime(file.modified(), copy.modified())
                            && !isRacy(copy.modified(), there.changed());
                case Node.Directory directory -> directory.equals(there.node());
                case Node.Link link -> link.equals(there.node());
                case Node.Special _ -> false;
            };
        }

        /// Some tars and file systems keep whole seconds only, none of ours less than microseconds.
        private static boolean isSameTime(Instant time, Instant copied) {
            return time.getEpochSecond() == copied.getEpochSecond()
                    && (copied.getNano() == 0 || time.getNano() / 1000 == copied.getNano() / 1000);
        }

        private boolean isRacy(Instant modified, Instant copied) {
            return Duration.between(modified.plus(skew), copied).abs().compareTo(RACY) <= 0;
        }

        private static boolean isOfAnotherKind(Node wanted, Node there) {
            return !wanted.getClass().equals(there.getClass());
        }
    }
}
