package social.coulomb.sandboxer.apiserver.store;

/// What compaction left of the log's older part.
///
/// Above the compacted revision the log is complete, one row for each revision. Up to it, only the rows that
/// held each living object's state at that revision are left; their number is kept because nothing else would
/// show that one of them is missing.
///
/// @param compacted the revision at and above which every past state is known
/// @param keptRows number of rows up to that revision
record Horizon(long compacted, long keptRows) {

    /// The horizon of a store in which nothing was written yet. Revisions start high enough that no client
    /// takes one for the special values 0 and 1.
    static Horizon fresh() {
        return new Horizon(1000, 0);
    }

    long checksum() {
        return new RowChecksum().add(compacted).add(keptRows).value();
    }
}
