package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Brings the items of two lists into one order: shared items as the applied list has them, items of the live
/// list alone at their places in between, new items after the shared one they follow.
final class ListInterleaving {
    private final IndexedItems live;
    private final IndexedItems applied;
    private final Deque<PathElement> shared = new ArrayDeque<>();
    private final Set<PathElement> done = new TreeSet<>();
    private final List<Pair> pairs = new ArrayList<>();
    private int livePosition;
    private int appliedPosition;

    /// What both lists have for one place of the result; at least one of them has something.
    record Pair(@Nullable JsonNode live, @Nullable JsonNode applied) {}

    ListInterleaving(IndexedItems live, IndexedItems applied) {
        this.live = live;
        this.applied = applied;
        applied.elements().stream().filter(live::contains).forEach(shared::add);
    }

    /// The items in their new order. To be called once.
    List<Pair> pairs() {
        while (liveLeft() || appliedLeft()) {
            if (liveLeft() && appliedLeft() && (takeBoth() || skipSharedOutOfTurn())) {
                continue;
            }
            if (liveLeft() && takeLive()) {
                continue;
            }
            if (appliedLeft()) {
                takeApplied();
            }
        }
        return pairs;
    }

    private boolean liveLeft() {
        return livePosition < live.size();
    }

    private boolean appliedLeft() {
        return appliedPosition < applied.size();
    }

    private PathElement nextLive() {
        return live.elements().get(livePosition);
    }

    private PathElement nextApplied() {
        return applied.elements().get(appliedPosition);
    }

    private boolean takeBoth() {
        PathElement element = nextLive();
        if (element.compareTo(nextApplied()) != 0) {
            return false;
        }
        pairs.add(new Pair(live.only(element), applied.only(element)));
        done.add(element);
        livePosition++;
        appliedPosition++;
        shared.poll();
        return true;
    }

    private boolean skipSharedOutOfTurn() {
        PathElement element = nextLive();
        PathElement turn = shared.peek();
        if (!applied.contains(element) || turn == null || turn.compareTo(element) == 0) {
            return false;
        }
        livePosition++;
        return true;
    }

    private boolean takeLive() {
        PathElement element = nextLive();
        if (!applied.contains(element)) {
            pairs.add(new Pair(live.items().get(livePosition), null));
            livePosition++;
            return true;
        }
        if (done.contains(element)) {
            livePosition++;
        }
        return false;
    }

    private void takeApplied() {
        PathElement element = nextApplied();
        pairs.add(new Pair(live.only(element), applied.only(element)));
        done.add(element);
        appliedPosition++;
        PathElement turn = shared.peek();
        if (turn != null && turn.compareTo(element) == 0) {
            shared.poll();
        }
    }
}
