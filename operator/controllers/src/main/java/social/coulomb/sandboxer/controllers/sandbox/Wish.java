package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.sandbox.OperatingMode;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.crds.sandbox.SandboxSpec;
import social.coulomb.sandboxer.crds.sandbox.ShutdownPolicy;
import social.coulomb.sandboxer.crds.sandbox.UpdatePolicy;
import social.coulomb.sandboxer.sdk.DurationText;
import social.coulomb.sandboxer.sdk.catalog.ProfileId;

/// What the user wants now, with the API's defaults filled in.
///
/// @param existence whether there should be a sandbox
/// @param profile the recipe's id
/// @param recreate the word whose change asks for a new incarnation; empty when there is none
/// @param digest tells whether what an incarnation is made from has changed
/// @param policies how changes and the end are dealt with
record Wish(
        Existence existence,
        String profile,
        Map<String, String> inputs,
        String recreate,
        String digest,
        Policies policies) {

    private static final Duration DEFAULT_ESTABLISH_TIMEOUT = Duration.ofMinutes(10);

    enum Existence {
        WANTED,
        /// The object stays, the sandbox is not wanted.
        NOT_WANTED,
        /// The object is being deleted.
        DELETED
    }

    /// @param updatesImmediately whether a changed source takes effect without `recreate`
    /// @param establishTimeout how long establishing may take
    /// @param ttl null leaves it to the profile
    /// @param idleTimeout null leaves it to the profile
    /// @param deleteAfter how long the record stays after the end; null for ever
    record Policies(
            boolean updatesImmediately,
            Duration establishTimeout,
            @Nullable Duration ttl,
            @Nullable Duration idleTimeout,
            @Nullable Duration deleteAfter) {}

    /// @throws InvalidSpec when the spec could not be read or holds what the schema would have refused
    static Wish of(Sandbox sandbox) throws InvalidSpec {
        SandboxSpec spec = sandbox.getSpec();
        if (sandbox.isMarkedForDeletion()) {
            return new Wish(Existence.DELETED, "", Map.of(), "", "", NO_POLICIES);
        }
        if (spec == null) {
            throw new InvalidSpec("The spec cannot be read: apply the object again.");
        }
        Existence existence = spec.operatingMode() == OperatingMode.DESTROYED ? Existence.NOT_WANTED : Existence.WANTED;
        return new Wish(
                existence,
                profile(spec),
                spec.inputs(),
                spec.recreate() == null ? "" : spec.recreate(),
                SpecDigest.of(spec),
                policies(spec));
    }

    private static final Policies NO_POLICIES = new Policies(false, DEFAULT_ESTABLISH_TIMEOUT, null, null, null);

    boolean isWanted() {
        return existence == Existence.WANTED;
    }

    private static String profile(SandboxSpec spec) {
        if (spec.profile() != null) {
            return spec.profile();
        }
        return (spec.inputs().containsKey("repo") ? ProfileId.COMPOSE_E2E : ProfileId.CANARY).value();
    }

    private static Policies policies(SandboxSpec spec) throws InvalidSpec {
        Duration timeout = duration("establishTimeout", spec.establishTimeout());
        Duration kept = duration("ttlAfterFinished", spec.ttlAfterFinished());
        boolean deletes = spec.shutdownPolicy() == ShutdownPolicy.DELETE;
        return new Policies(
                spec.updatePolicy() == UpdatePolicy.IMMEDIATELY,
                timeout == null ? DEFAULT_ESTABLISH_TIMEOUT : timeout,
                duration("ttl", spec.ttl()),
                duration("idleTimeout", spec.idleTimeout()),
                deletes ? (kept == null ? Duration.ZERO : kept) : null);
    }

    private static @Nullable Duration duration(String field, @Nullable String text) throws InvalidSpec {
        try {
            return text == null ? null : DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSpec("spec." + field + ": " + e.getMessage());
        }
    }

    /// A spec that nothing can be done with until a user changes it.
    static final class InvalidSpec extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidSpec(String message) {
            super(message);
        }
    }
}
