package social.coulomb.sandboxer.apiserver.store;

/// One row of the revision log: one durable change.
///
/// @param time when it was written, in milliseconds since 1970
/// @param previous the revision that it superseded, zero where there was no object
@SuppressWarnings("ArrayRecordComponent") // the very bytes that the stored object shares
record RevisionRow(long revision, long time, StoreEvent.Type type, ObjectKey key, long previous, byte[] json) {

    StoredObject object() {
        return new StoredObject(key, revision, json);
    }
}
