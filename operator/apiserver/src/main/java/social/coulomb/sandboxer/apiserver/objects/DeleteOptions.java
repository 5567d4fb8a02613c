package social.coulomb.sandboxer.apiserver.objects;

import java.util.Optional;

/// How a deletion is to be carried out. A grace period means nothing for the kinds served here.
///
/// @param uid the object must have this uid, where given
/// @param resourceVersion the object must have this version, where given
/// @param propagation what becomes of dependents; empty leaves it to the object's finalizers
/// @param dryRun everything but the deleting
public record DeleteOptions(
        Optional<String> uid,
        Optional<String> resourceVersion,
        Optional<PropagationPolicy> propagation,
        boolean dryRun) {

    /// Deletes whatever is there.
    public static final DeleteOptions PLAIN =
            new DeleteOptions(Optional.empty(), Optional.empty(), Optional.empty(), false);

    public DeleteOptions withDryRun() {
        return new DeleteOptions(uid, resourceVersion, propagation, true);
    }

    public DeleteOptions withUid(String newUid) {
        return new DeleteOptions(Optional.of(newUid), resourceVersion, propagation, dryRun);
    }

    public DeleteOptions withResourceVersion(String newVersion) {
        return new DeleteOptions(uid, Optional.of(newVersion), propagation, dryRun);
    }

    public DeleteOptions withPropagation(PropagationPolicy policy) {
        return new DeleteOptions(uid, resourceVersion, Optional.of(policy), dryRun);
    }
}
