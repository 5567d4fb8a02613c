package social.coulomb.sandboxer.controllers.sandbox;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import social.coulomb.sandboxer.controllers.sandbox.ObservedSandbox.Telling;
import social.coulomb.sandboxer.controllers.statehub.Announcements;
import social.coulomb.sandboxer.controllers.statehub.LifecycleEvent;
import social.coulomb.sandboxer.controllers.statehub.LifecycleOutbox;
import social.coulomb.sandboxer.controllers.statehub.ProgressNotes;
import social.coulomb.sandboxer.controllers.statehub.Source;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Has the State Hub told what becomes of sandboxes, and knows what it has taken.
record Herald(LifecycleOutbox outbox, ProgressNotes notes) {

    static Herald with(Announcements announcements) {
        return new Herald(announcements.outbox(), announcements.notes());
    }

    /// How far the object's events have been told.
    Telling telling(Sandbox sandbox) {
        if (!outbox.isEnabled()) {
            return Telling.UNWANTED;
        }
        return SandboxLifecycleEvents.lastSequence(sandbox.getStatus()) <= acknowledged(sandbox)
                ? Telling.DONE
                : Telling.PENDING;
    }

    /// Up to which number the hub has taken them; 0 for none. To be put on record with the next write.
    long acknowledged(Sandbox sandbox) {
        SandboxStatus status = sandbox.getStatus();
        Long recorded = status == null ? null : status.acknowledgedTransition();
        return Math.max(
                recorded == null ? 0 : recorded,
                outbox.acknowledged(sandbox.getMetadata().getUid()));
    }

    /// Has the hub told what is on record and was not told yet. Returns at once; repeatable.
    void tell(Sandbox recorded) {
        if (outbox.isEnabled()) {
            outbox.offer(SandboxLifecycleEvents.source(recorded), SandboxLifecycleEvents.unacknowledged(recorded));
        }
    }

    /// Saves what a write would drop untold. To be called before it; blocks only then.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when that is not possible now: do not
    /// write
    void saveBefore(Sandbox present, SandboxStatus next) {
        if (outbox.isEnabled()) {
            save(present, SandboxLifecycleEvents.crowdedOut(present, next));
        }
    }

    /// The object goes. Blocks for a request when the hub was not told everything.
    ///
    /// @throws io.fabric8.kubernetes.client.KubernetesClientException when what is untold cannot be saved
    /// now: hold the object
    void bidFarewell(Sandbox sandbox) {
        if (outbox.isEnabled()) {
            save(sandbox, SandboxLifecycleEvents.unacknowledged(sandbox));
            outbox.forget(sandbox.getMetadata().getUid());
        }
    }

    /// Who hears what an operation for that sandbox says.
    Consumer<String> listener(Sandbox sandbox) {
        Source source = SandboxLifecycleEvents.source(sandbox);
        Map<String, Object> detail = SandboxLifecycleEvents.progressDetail(sandbox);
        return said -> notes.tell(source, detail, said);
    }

    private void save(Sandbox sandbox, List<LifecycleEvent> events) {
        long taken = acknowledged(sandbox);
        List<LifecycleEvent> untold =
                events.stream().filter(event -> event.sequence() > taken).toList();
        if (!untold.isEmpty()) {
            outbox.keep(SandboxLifecycleEvents.source(sandbox), untold);
        }
    }
}
