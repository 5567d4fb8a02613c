package social.coulomb.sandboxer.apiserver.store;

/// The store in numbers, for metrics.
///
/// @param compactedRevision the oldest revision from which a watcher can resume
/// @param historyEvents changes kept beyond that revision
/// @param waitingWrites writes that wait for the next commit
/// @param fileBytes size of the log on disk
public record StoreStatistics(
        long revision,
        long compactedRevision,
        int objects,
        int historyEvents,
        int subscriptions,
        int waitingWrites,
        long fileBytes) {}
