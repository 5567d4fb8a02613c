package social.coulomb.sandboxer.controllers.hostprobe;

/// What an operation on a host was meant for.
///
/// @param generation of the spec it was begun with
/// @param failures how many looks had failed in a row before it
record HostIntent(Kind kind, long generation, int failures) {

    enum Kind {
        LOOK,
        RELEASE
    }
}
