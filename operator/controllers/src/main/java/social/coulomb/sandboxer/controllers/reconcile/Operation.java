package social.coulomb.sandboxer.controllers.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;

/// Long work for one object, to be run off the reconcile threads.
///
/// @param name what is done, in one word, for metrics
/// @param uid the object it is for; at most one operation runs for an object
/// @param resource whom to wake when it ends
/// @param intent what it was meant for, so that a result that came too late is recognised
/// @param lanes where it has to wait for its turn, in this order
/// @param deadline handed to the work; passing it is the reconciler's to act upon
/// @param listener told what the work says; must return at once
public record Operation<I, R>(
        String name,
        String uid,
        ResourceID resource,
        I intent,
        List<Lane> lanes,
        Instant deadline,
        Work<R> work,
        Consumer<String> listener) {

    public Operation {
        lanes = List.copyOf(lanes);
    }

    /// One that nobody listens to.
    public Operation(
            String name, String uid, ResourceID resource, I intent, List<Lane> lanes, Instant deadline, Work<R> work) {
        this(name, uid, resource, intent, lanes, deadline, work, said -> {});
    }

    /// The same, with somebody who listens to what it says.
    public Operation<I, R> heardBy(Consumer<String> newListener) {
        return new Operation<>(name, uid, resource, intent, lanes, deadline, work, newListener);
    }

    /// What runs. May block; must stop within seconds once cancelled.
    @FunctionalInterface
    public interface Work<R> {
        R run(OperationContext context) throws ExtensionFailure;
    }
}
