package social.coulomb.sandboxer.apiserver.store;

import java.util.List;

/// The durable half of the store. Used by one thread at a time.
interface RevisionLog extends AutoCloseable {

    /// Returns when all rows are durable; on failure either none is, or the failure says that this is unknown.
    void append(List<RevisionRow> rows) throws LogFailure;

    /// Removes superseded rows and records the new horizon, durably and in one step.
    void compact(Compaction compaction) throws LogFailure;

    /// Releases the log's files; everything appended is durable already.
    @Override
    void close();
}
