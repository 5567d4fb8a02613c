package social.coulomb.sandboxer.apiserver.store;

/// The history no longer reaches back to the revision asked for.
public final class RevisionCompacted extends Exception {

    private static final long serialVersionUID = 1L;

    private final long requested;
    private final long compacted;

    RevisionCompacted(long requested, long compacted) {
        super("Revision " + requested + " is older than the history, which begins at " + compacted);
        this.requested = requested;
        this.compacted = compacted;
    }

    /// The revision asked for.
    public long requested() {
        return requested;
    }

    /// The oldest revision that can be asked for.
    public long compacted() {
        return compacted;
    }
}
