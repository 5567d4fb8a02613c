package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps track of who owns which field of an object, and merges server-side applies accordingly. Nothing
/// blocks, no argument is changed, and a call may be repeated.
public final class FieldOwnership {
    /// Owns what was there when an object without a record of ownership is applied to for the first time.
    private static final String FORMER = "before-first-apply";

    private static final String SCALE = "scale";

    private final Clock clock;

    /// @param clock dates the entries
    public FieldOwnership(Clock clock) {
        this.clock = clock;
    }

    /// Server-side apply.
    ///
    /// @param live the stored object; null, or an object without uid, when there is none yet
    /// @param applied the configuration as sent, not defaulted; its metadata may carry uid and resourceVersion
    /// @param force take contested fields over instead of failing
    /// @return the merged object with its new `managedFields`, not yet defaulted or validated; equal to `live`
    ///     when the apply changes nothing
    /// @throws ApplyConflict when fields that others own would change
    /// @throws ApplyInvalid when the configuration cannot be merged
    public ObjectNode apply(@Nullable ObjectNode live, ObjectNode applied, WriteScope scope, boolean force)
            throws ApplyConflict, ApplyInvalid {
        check(applied, scope);
        ObjectNode stored = live == null ? JsonNodeFactory.instance.objectNode() : live;
        try {
            var rules = new OwnershipRules(scope);
            ManagedFields managed = recorded(stored, scope, rules);
            OwnershipRules.Applied result = apply(rules, withoutRecord(stored), applied, managed, scope, force);
            return finished(result, withoutRecord(stored), applied, scope);
        } catch (ListItems.Unidentifiable unidentifiable) {
            throw new ApplyInvalid(
                    ApplyInvalid.Kind.UNTYPED,
                    "failed to create typed live object (" + name(stored) + "): " + unidentifiable.getMessage());
        }
    }

    /// Ownership after a plain create, update or patch: what differs belongs to the writer now.
    ///
    /// @param live the stored object; null, or the kind's blank object without uid, for a create
    /// @param updated the object to be stored, validated and defaulted. Its own `managedFields` count where the
    ///     endpoint is the main one and they are readable; one empty entry asks to forget all ownership; none
    ///     at all keep the stored ones
    /// @return the updated object with its new `managedFields`; equal to `live` when the write changes nothing
    public ObjectNode recordUpdate(@Nullable ObjectNode live, ObjectNode updated, WriteScope scope) {
        ObjectNode stored = live == null ? JsonNodeFactory.instance.objectNode() : live;
        ManagedFields managed = stated(stored, updated, scope);
        ObjectNode result = withoutRecord(updated);
        // Ownership that was given up is not taken up again before the next apply.
        if (!managed.isEmpty() || !hasUid(stored)) {
            try {
                managed = updated(new OwnershipRules(scope), stored, result, managed, scope, scope.manager());
            } catch (ListItems.Unidentifiable unidentifiable) {
                managed = ManagedFieldsCodec.readLeniently(stored);
            }
        }
        ManagedFieldsCodec.write(managed, result);
        return result;
    }

    private static void check(ObjectNode applied, WriteScope scope) throws ApplyInvalid {
        String version = applied.path("apiVersion").asText("");
        if (!version.equals(scope.apiVersion())) {
            throw new ApplyInvalid(
                    ApplyInvalid.Kind.BAD_REQUEST,
                    "Incorrect version specified in apply patch. Specified patch version: " + version + ", expected: "
                            + scope.apiVersion());
        }
        JsonNode record = applied.path("metadata").path("managedFields");
        if (!record.isMissingNode() && !record.isNull()) {
            throw new ApplyInvalid(ApplyInvalid.Kind.BAD_REQUEST, "metadata.managedFields must be nil");
        }
        Optional<String> fault = TypeCheck.fault(scope.shape(), applied);
        if (fault.isPresent()) {
            throw new ApplyInvalid(
                    ApplyInvalid.Kind.UNTYPED,
                    "failed to create typed patch object (" + name(applied) + "): " + fault.get());
        }
    }

    private ManagedFields recorded(ObjectNode stored, WriteScope scope, OwnershipRules rules) throws ApplyInvalid {
        try {
            ManagedFields managed = ManagedFieldsCodec.read(stored);
            return managed.isEmpty() && hasUid(stored)
                    ? updated(
                            rules, JsonNodeFactory.instance.objectNode(), withoutRecord(stored), managed, scope, FORMER)
                    : managed;
        } catch (ManagedFieldsMalformed malformed) {
            throw new ApplyInvalid(
                    ApplyInvalid.Kind.UNTYPED, "failed to decode managed fields: " + malformed.getMessage());
        }
    }

    private static OwnershipRules.Applied apply(
            OwnershipRules rules,
            ObjectNode stored,
            ObjectNode applied,
            ManagedFields managed,
            WriteScope scope,
            boolean force)
            throws ApplyConflict {
        try {
            return rules.apply(stored, applied, managed, scope.applier(), force);
        } catch (ApplyConflict conflict) {
            if (!LastApplied.concerns(scope)) {
                throw conflict;
            }
            var remaining = LastApplied.remaining(conflict, stored, scope);
            if (!remaining.isEmpty()) {
                throw new ApplyConflict(remaining);
            }
            return rules.apply(stored, applied, managed, scope.applier(), true);
        }
    }

    private ObjectNode finished(
            OwnershipRules.Applied result, ObjectNode stored, ObjectNode applied, WriteScope scope) {
        ObjectNode merged = result.changed() ? result.merged().deepCopy() : stored;
        ManagedFields managed = result.managed();
        Optional<ManagedEntry> own = managed.of(scope.applier());
        if (result.changed() && own.isPresent()) {
            managed = managed.with(scope.applier(), own.get().withTime(Optional.of(now())));
        }
        if (LastApplied.concerns(scope)) {
            LastApplied.refresh(merged, applied);
        }
        ManagedFieldsCodec.write(managed, merged);
        return merged;
    }

    private static ManagedFields stated(ObjectNode stored, ObjectNode updated, WriteScope scope) {
        if (!scope.subresource().isEmpty()) {
            return ManagedFieldsCodec.readLeniently(stored);
        }
        if (ManagedFieldsCodec.isReset(updated)) {
            return ManagedFields.NONE;
        }
        ManagedFields own = ManagedFieldsCodec.readLeniently(updated);
        return own.isEmpty() ? ManagedFieldsCodec.readLeniently(stored) : own;
    }

    private ManagedFields updated(
            OwnershipRules rules,
            ObjectNode stored,
            ObjectNode updated,
            ManagedFields managed,
            WriteScope scope,
            String manager) {
        OwnershipRules.Updated change = rules.update(withoutRecord(stored), updated, managed);
        Owner writer = scope.updater(manager);
        ManagedFields left = change.others();
        if (!change.written().isEmpty()) {
            FieldSet fields = change.written().union(left.fieldsOf(writer));
            left = left.with(writer, new ManagedEntry(fields, scope.apiVersion(), timeOf(scope)));
        }
        return AncientChanges.merged(left);
    }

    /// kube-apiserver does not date what comes through the scale endpoint.
    private Optional<Instant> timeOf(WriteScope scope) {
        return scope.subresource().equals(SCALE) ? Optional.empty() : Optional.of(now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean hasUid(ObjectNode object) {
        return !object.path("metadata").path("uid").asText("").isEmpty();
    }

    private static ObjectNode withoutRecord(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        ManagedFieldsCodec.strip(copy);
        return copy;
    }

    /// The object as type errors name it: `namespace/name; group/version, Kind=kind`.
    private static String name(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        String version = object.path("apiVersion").asText("");
        return metadata.path("namespace").asText("") + "/"
                + metadata.path("name").asText("") + "; "
                + (version.contains("/") ? version : "/" + version) + ", Kind="
                + object.path("kind").asText("");
    }
}
