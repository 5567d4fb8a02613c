package social.coulomb.sandboxer.controllers.sandbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.LifecycleTransition;
import social.coulomb.sandboxer.crds.sandbox.SandboxStatus;

/// Counts the steps of all sandboxes by who asked for them. Thread-safe.
///
/// Projects come from users: so many of them are told apart, the others are counted together.
final class LifecycleMeters {

    private static final int MOST_PROJECTS = 100;
    private static final String OTHERS = "other";
    private static final String NOBODY = "";

    private final MeterRegistry meters;
    private final Set<String> projects = ConcurrentHashMap.newKeySet();

    LifecycleMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Counts what `next` has noted and `former` had not.
    void count(@Nullable SandboxStatus former, SandboxStatus next) {
        long known = former == null ? 0 : SandboxLifecycleEvents.lastSequence(former);
        List<LifecycleTransition> steps = next.transitions();
        for (LifecycleTransition step : steps) {
            if (step.sequence() != null && step.sequence() > known && step.state() != null) {
                meters.counter("sandboxer.transitions", tags(step, next.consumer()))
                        .increment();
            }
        }
    }

    private String[] tags(LifecycleTransition step, @Nullable Consumer consumer) {
        return new String[] {
            "state", step.state() == null ? NOBODY : ConstantName.lowerCase(step.state()),
            "profile", orNobody(step.profile()),
            "extension", orNobody(step.extension()),
            "actor", consumer == null || consumer.actor() == null ? NOBODY : ConstantName.lowerCase(consumer.actor()),
            "project", project(consumer == null ? null : consumer.project())
        };
    }

    private String project(@Nullable String project) {
        if (project == null) {
            return NOBODY;
        }
        if (projects.size() < MOST_PROJECTS) {
            projects.add(project);
        }
        return projects.contains(project) ? project : OTHERS;
    }

    private static String orNobody(@Nullable String text) {
        return text == null ? NOBODY : text;
    }
}
