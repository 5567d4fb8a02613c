package social.coulomb.sandboxer.apiserver.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Carries the ownership of an object's number of replicas over to its Scale and back: who applies to the one
/// shares and contests the number with whoever wrote it through the other. Changes no argument but where it
/// says so.
public final class ScaleOwnership {

    /// The version of every Scale, in which its entries are kept.
    public static final String SCALE_VERSION = "autoscaling/v1";

    private static final FieldPath SCALE_REPLICAS = FieldPath.of("spec", "replicas");
    private static final FieldSet SCALE_FIELDS = FieldSet.of(SCALE_REPLICAS);

    private final ManagedFields object;
    private final String objectVersion;
    private final FieldPath replicas;

    /// @param object whose Scale it is about
    /// @param objectVersion the version in which the object's entries are written
    /// @param replicas where the object has its number of replicas, step by step
    public ScaleOwnership(ObjectNode object, String objectVersion, List<String> replicas) {
        this.object = ManagedFieldsCodec.readLeniently(object);
        this.objectVersion = objectVersion;
        this.replicas = FieldPath.of(replicas.toArray(String[]::new));
    }

    /// Records in a Scale who owns the number. Changes the argument.
    public void recordIn(ObjectNode scale) {
        ManagedFields managed = ManagedFields.NONE;
        for (Owner owner : owners(object, replicas)) {
            Optional<Instant> time = object.of(owner).flatMap(ManagedEntry::time);
            managed = managed.with(ofScale(owner), new ManagedEntry(SCALE_FIELDS, SCALE_VERSION, time));
        }
        ManagedFieldsCodec.write(managed, scale);
    }

    /// Records in the object who owns the number now that the Scale was written. Whoever is no longer named
    /// there loses it; who is new gets an entry of its own, without a time as kube-apiserver has it. Changes
    /// the object.
    ///
    /// @param scale the Scale as it was merged, with its record
    public void takeOver(ObjectNode scale, ObjectNode target) {
        Set<Owner> owners = owners(ManagedFieldsCodec.readLeniently(scale), SCALE_REPLICAS);
        FieldSet number = FieldSet.of(replicas);
        Set<Owner> added = new LinkedHashSet<>(owners);
        ManagedFields result = object;
        for (Owner former : owners(object, replicas)) {
            added.remove(ofScale(former));
            if (!owners.contains(ofScale(former))) {
                FieldSet kept = object.fieldsOf(former).difference(number);
                result = result.with(former, object.of(former).orElseThrow().withFields(kept));
            }
        }
        for (Owner owner : added) {
            result = result.with(ofObject(owner), new ManagedEntry(number, objectVersion, Optional.empty()));
        }
        ManagedFieldsCodec.write(result, target);
    }

    private static Set<Owner> owners(ManagedFields managed, FieldPath field) {
        Set<Owner> owners = new LinkedHashSet<>(managed.entries().keySet());
        owners.removeIf(owner -> !managed.fieldsOf(owner).contains(field));
        return owners;
    }

    private static Owner ofScale(Owner owner) {
        return in(SCALE_VERSION, owner);
    }

    private Owner ofObject(Owner owner) {
        return in(objectVersion, owner);
    }

    private static Owner in(String version, Owner owner) {
        return switch (owner.operation()) {
            case APPLY -> owner;
            case UPDATE -> Owner.updater(owner.manager(), version, owner.subresource());
        };
    }
}
