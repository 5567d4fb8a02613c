package social.coulomb.sandboxer.controllers.sandbox;

/// How far an incarnation has come, by what is on record.
enum Stage {
    /// Nothing was ever begun outside.
    NOTHING_MADE,
    /// Making it was begun, or about to be.
    PROVISIONING,
    /// It was reachable once.
    ESTABLISHED,
    /// Taking it away was begun, or about to be.
    DESTROYING,
    /// Nothing is left of it.
    ENDED
}
