package social.coulomb.sandboxer.controllers.reconcile;

/// The moments of a sandbox's life at which losing the program would hurt most: between knowing something and
/// having it on record, or between recording and doing.
public enum FaultPoint {
    /// A route is chosen; nothing is on record yet.
    ROUTED,
    /// The intent to make an incarnation is on record; nothing was begun.
    INTENT_RECORDED,
    /// The backend is about to be called.
    PROVISION_BEGUN,
    /// The backend has made it; nobody knows yet.
    PROVISIONED,
    /// It is on record that it can be reached.
    READY_RECORDED,
    /// Its end is decided; nothing is on record yet.
    END_DECIDED,
    /// The intent to take it away is on record; nothing was begun.
    TEARDOWN_RECORDED,
    /// The backend is about to be told to take it away.
    TEARDOWN_BEGUN,
    /// The backend has taken it away; nobody knows yet.
    TORN_DOWN,
    /// The end is on record.
    END_RECORDED,
    /// Remains of an incarnation that could not be removed are on record, beside the next incarnation.
    REMAINS_RECORDED,
    /// Nothing holds the object any more; its finalizer is about to go.
    RELEASING
}
