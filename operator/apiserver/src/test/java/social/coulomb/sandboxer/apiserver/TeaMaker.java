package social.coulomb.sandboxer.apiserver;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The smallest operator: makes the tea that is wanted, and pours it away in the end.
@ControllerConfiguration(name = "tea-maker", finalizerName = "kitchen.example.org/pour-away")
final class TeaMaker implements Reconciler<Teapot>, Cleaner<Teapot> {

    private final Queue<String> pouredAway = new ConcurrentLinkedQueue<>();

    Queue<String> pouredAway() {
        return pouredAway;
    }

    @Override
    public UpdateControl<Teapot> reconcile(Teapot teapot, Context<Teapot> context) {
        if (teapot.getStatus() != null
                && teapot.getStatus().cups() == teapot.getSpec().cups()) {
            return UpdateControl.noUpdate();
        }
        var made = new Teapot();
        made.getMetadata().setName(teapot.getMetadata().getName());
        made.getMetadata().setNamespace(teapot.getMetadata().getNamespace());
        made.setStatus(new Teapot.Status(teapot.getSpec().cups()));
        return UpdateControl.patchStatus(made);
    }

    @Override
    public DeleteControl cleanup(Teapot teapot, Context<Teapot> context) {
        pouredAway.add(teapot.getMetadata().getName());
        return DeleteControl.defaultDelete();
    }
}
