package social.coulomb.sandboxer.controllers.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Who takes up room, and who is about to: places are claimed before they are written down, so that many who
/// look at once do not take more than there are. Thread-safe; never blocks for long.
///
/// A claim stands until it is released, until the claimant is seen in the place, or until it lapses: one whose
/// writer has died must not hold a place for ever. It is a matter of one process: only one set of controllers
/// is active.
public final class Occupancy {

    /// After this a claim that nobody has seen fulfilled counts no more.
    public static final Duration LAPSE = Duration.ofMinutes(1);

    private final Function<String, Collection<String>> present;
    private final Clock clock;
    private final Map<String, Claim> claims = new HashMap<>();
    private final LinkedHashMap<Leave, Instant> left = new LinkedHashMap<>();

    private record Claim(String place, Instant lapsesAt) {}

    private record Leave(String uid, String place) {}

    /// @param present the UIDs of those that are on record in a place; must be quick
    public Occupancy(Function<String, Collection<String>> present, Clock clock) {
        this.present = present;
        this.clock = clock;
    }

    /// Claims a place; a claimant has one at most, and one that is there already takes no further room.
    ///
    /// @param place a host's name, or whatever else has room for so many
    /// @param most how many may be there at once
    /// @return whether there was room; only then anything has changed
    public synchronized boolean tryClaim(String uid, String place, int most) {
        if (others(place, uid) >= most) {
            return false;
        }
        claims.put(uid, new Claim(place, clock.instant().plus(LAPSE)));
        left.remove(new Leave(uid, place));
        return true;
    }

    /// Gives the claim back; nothing happens when there is none.
    public synchronized void release(String uid) {
        claims.remove(uid);
    }

    /// The place is free, although the claimant may still be on record there for a moment.
    public synchronized void leave(String uid, String place) {
        claims.remove(uid);
        Instant now = clock.instant();
        Leave leave = new Leave(uid, place);
        left.remove(leave);
        left.put(leave, now.plus(LAPSE));
        forgetLapsed(now);
    }

    /// How many claims and leaves are kept in mind.
    synchronized int remembered() {
        return claims.size() + left.size();
    }

    /// The oldest stand first.
    private void forgetLapsed(Instant now) {
        while (!left.isEmpty() && !now.isBefore(left.firstEntry().getValue())) {
            left.pollFirstEntry();
        }
    }

    /// How many are in a place or have claimed it.
    public int count(String place) {
        return others(place, "");
    }

    /// How many beside this one are in a place or have claimed it.
    public synchronized int others(String place, String uid) {
        Instant now = clock.instant();
        forgetLapsed(now);
        Collection<String> there = present.apply(place);
        if (claims.isEmpty() && left.isEmpty()) {
            return there.size() - (there.contains(uid) ? 1 : 0);
        }
        Set<String> takers = new HashSet<>(there);
        claims.entrySet().removeIf(claim -> isOver(claim.getKey(), claim.getValue(), place, takers, now));
        claims.forEach((claimant, claim) -> {
            if (claim.place().equals(place)) {
                takers.add(claimant);
            }
        });
        left.keySet().stream()
                .filter(leave -> leave.place().equals(place))
                .forEach(leave -> takers.remove(leave.uid()));
        takers.remove(uid);
        return takers.size();
    }

    private static boolean isOver(String claimant, Claim claim, String place, Set<String> there, Instant now) {
        boolean fulfilled = claim.place().equals(place) && there.contains(claimant);
        return fulfilled || !now.isBefore(claim.lapsesAt());
    }
}
