package social.coulomb.sandboxer.controllers.routing;

/// What has to happen before a sandbox can be taken that is turned away now, what comes by itself first.
public enum Remedy {
    /// Time passes: room comes free, a host is well again.
    TIME,
    /// Somebody sets up what is missing, such as a host, a credential or a profile.
    SETUP,
    /// The sandbox or its recipe is changed: nothing else can help.
    CHANGE
}
