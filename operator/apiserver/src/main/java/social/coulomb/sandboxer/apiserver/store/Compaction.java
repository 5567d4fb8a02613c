package social.coulomb.sandboxer.apiserver.store;

import java.util.List;

/// One step of forgetting.
///
/// @param compacted the compacted revision after the step
/// @param superseded revisions of the rows that no state at or above it needs
record Compaction(long compacted, List<Long> superseded) {

    /// The horizon after this step, given the one before it.
    Horizon advance(Horizon before) {
        long passed = compacted - before.compacted();
        return new Horizon(compacted, before.keptRows() + passed - superseded.size());
    }
}
