package social.coulomb.sandboxer.controllers.sandbox;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuotas;
import social.coulomb.sandboxer.crds.ConstantName;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.Actor;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// For whom sandboxes are made: who they are attributed to, and how many a namespace may have.
///
/// @param quotas what the Namespaces allow
/// @param actor who is assumed to ask where the spec does not say; null for nobody
/// @param project the same for the project
/// @param tunnel the local end of the tunnel that somebody keeps to all sandboxes; null for none
public record Tenancy(
        NamespaceQuotas quotas,
        @Nullable Actor actor,
        @Nullable String project,
        @Nullable String tunnel) {

    /// The sandbox's consumer with the defaults filled in; null when nothing is known of it.
    @Nullable
    Consumer consumer(Sandbox sandbox) {
        Consumer said = sandbox.getSpec() == null ? null : sandbox.getSpec().consumer();
        Actor who = said == null || said.actor() == null ? actor : said.actor();
        String forWhat = said == null || said.project() == null ? project : said.project();
        String run = said == null ? null : said.runId();
        return who == null && forWhat == null && run == null ? null : new Consumer(who, forWhat, run);
    }

    /// Labels that tell on whose behalf something is; of each only what can be a label's value.
    Map<String, String> selectors(Sandbox sandbox) {
        Consumer consumer = consumer(sandbox);
        Map<String, String> labels = new TreeMap<>();
        if (consumer != null && consumer.actor() != null) {
            labels.put(SandboxerApi.ACTOR_LABEL, ConstantName.lowerCase(consumer.actor()));
        }
        if (consumer != null && consumer.project() != null) {
            labels.put(SandboxerApi.PROJECT_LABEL, consumer.project());
        }
        return labels;
    }
}
