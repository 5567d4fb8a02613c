package social.coulomb.sandboxer.controllers.sandbox;

/// What an operation on a sandbox was meant for.
///
/// @param attempt counts from 1 within one incarnation and kind
record SandboxIntent(Kind kind, int incarnation, int attempt) {

    enum Kind {
        PROVISION,
        TEARDOWN,
        OBSERVE
    }
}
