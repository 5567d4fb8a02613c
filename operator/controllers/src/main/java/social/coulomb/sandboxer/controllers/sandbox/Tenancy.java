package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuotas;
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
}
