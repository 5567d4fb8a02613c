package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// What a writer may demand of the object that it is about to change. Pure.
final class Preconditions {

    private Preconditions() {}

    /// Refuses a write that was made for another version of the object.
    static void requireVersion(ResourceType type, ObjectNode proposed, ObjectNode live) {
        String wanted = Json.meta(proposed, Json.RESOURCE_VERSION);
        if (!wanted.isEmpty() && !wanted.equals("0") && !wanted.equals(Json.meta(live, Json.RESOURCE_VERSION))) {
            throw Refusals.modified(type, Json.name(live));
        }
    }

    /// Refuses a write that does not say which version it was made for.
    static void requireStatedVersion(ResourceType type, ObjectNode proposed) {
        String wanted = Json.meta(proposed, Json.RESOURCE_VERSION);
        if (wanted.isEmpty() || wanted.equals("0")) {
            FieldError error = FieldError.invalid("metadata.resourceVersion", "0", "must be specified for an update");
            throw Refusals.invalid(type.group(), type.plural(), Json.name(proposed), List.of(error));
        }
    }

    /// Refuses a write that was made for another object of the same name.
    static void requireUid(RequestScope scope, ObjectNode proposed, ObjectNode live) {
        String wanted = Json.meta(proposed, Json.UID);
        String present = Json.meta(live, Json.UID);
        if (!wanted.isEmpty() && !wanted.equals(present)) {
            ResourceType type = scope.type();
            String group = type.group().isEmpty() ? "" : "/" + type.group();
            String namespace = scope.namespace().isEmpty() ? "" : "/" + scope.namespace();
            String name = Json.name(live);
            throw ApiStatus.conflict(
                            type.group(),
                            type.plural(),
                            name,
                            "StorageError: invalid object, Code: 4, Key: /registry" + group + "/" + type.plural()
                                    + namespace + "/" + name
                                    + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in"
                                    + " precondition: " + wanted + ", UID in object meta: " + present)
                    .asException();
        }
    }

    /// Refuses a deletion that was meant for another state of the object.
    static void requireDeletable(RequestScope scope, DeleteOptions options, ObjectNode live) {
        ResourceType type = scope.type();
        String name = Json.name(live);
        String uid = Json.meta(live, Json.UID);
        options.uid().filter(wanted -> !wanted.equals(uid)).ifPresent(wanted -> {
            throw ApiStatus.conflict(
                            type.group(),
                            type.kind(),
                            name,
                            "the UID in the precondition (" + wanted + ") does not match the UID in record (" + uid
                                    + "). The object might have been deleted and then recreated")
                    .asException();
        });
        String version = Json.meta(live, Json.RESOURCE_VERSION);
        options.resourceVersion().filter(wanted -> !wanted.equals(version)).ifPresent(wanted -> {
            throw ApiStatus.conflict(
                            type.group(),
                            type.kind(),
                            name,
                            "the ResourceVersion in the precondition (" + wanted
                                    + ") does not match the ResourceVersion in record (" + version
                                    + "). The object might have been modified")
                    .asException();
        });
    }
}
