package social.coulomb.sandboxer.controllers.reconcile;

import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// How an operation ended.
public sealed interface Outcome<R> {

    record Done<R>(R result) implements Outcome<R> {}

    record Failed<R>(ExtensionFailure failure) implements Outcome<R> {}
}
