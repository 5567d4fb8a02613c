package social.coulomb.sandboxer.controllers.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
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
/// @param limit of the work, which is told its deadline; passing it is the reconciler's to act upon
/// @param listener told what the work says; must return at once
public record Operation<I, R>(
        String name,
        String uid,
        ResourceID resource,
        I intent,
        List<Lane> lanes,
        Limit limit,
        Work<R> work,
        Consumer<String> listener) {

    public Operation {
        lanes = List.copyOf(lanes);
    }

    /// One that nobody listens to.
    public Operation(
            String name, String uid, ResourceID resource, I intent, List<Lane> lanes, Limit limit, Work<R> work) {
        this(name, uid, resource, intent, lanes, limit, work, said -> {});
    }

    /// The same, with somebody who listens to what it says.
    public Operation<I, R> heardBy(Consumer<String> newListener) {
        return new Operation<>(name, uid, resource, intent, lanes, limit, work, newListener);
    }

    /// When the work is to be done at the latest.
    public sealed interface Limit {

        /// At that moment, whenever its turn comes.
        record Until(Instant moment) implements Limit {}

        /// So long after its turn has come.
        record Within(Duration time) implements Limit {}

        default Instant deadline(Instant begunAt) {
            return switch (this) {
                case Until(Instant moment) -> moment;
                case Within(Duration time) -> begunAt.plus(time);
            };
        }
    }

    /// What runs. May block; must stop within seconds once cancelled.
    @FunctionalInterface
    public interface Work<R> {
        R run(OperationContext context) throws ExtensionFailure;
    }
}
