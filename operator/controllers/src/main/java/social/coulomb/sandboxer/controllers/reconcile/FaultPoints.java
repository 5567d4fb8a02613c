package social.coulomb.sandboxer.controllers.reconcile;

/// Where the controllers tell that they have come to a [FaultPoint], so that a test can end the program there.
@FunctionalInterface
public interface FaultPoints {

    /// Nothing happens anywhere.
    FaultPoints NONE = point -> {};

    /// May not return.
    void reached(FaultPoint point);
}
