package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.fields.WriteScope;
import social.coulomb.sandboxer.apiserver.kinds.Origin;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;

/// Which part of an object an endpoint writes, and what it passes over. Pure.
final class Endpoints {

    private Endpoints() {}

    /// Who writes through an endpoint, for the record of ownership.
    static WriteScope writeScope(RequestScope scope, String manager) {
        Set<String> ignored = Set.of();
        if (scope.isStatus()) {
            ignored = Set.of(Json.METADATA, Json.SPEC);
        } else if (scope.subresource().isEmpty() && scope.type().subresources().status()) {
            ignored = Set.of(Json.STATUS);
        }
        return new WriteScope(
                scope.type().schema().root(), scope.type().apiVersion(), manager, scope.subresource(), ignored);
    }

    /// What ownership of a new object starts from: built-in kinds have fields that are always there.
    static @Nullable ObjectNode blank(ResourceType type) {
        return type.origin() instanceof Origin.BuiltIn builtIn ? builtIn.blank() : null;
    }

    /// The object after a write through an endpoint, before the server looks after its own fields.
    ///
    /// @param live the stored object
    /// @param proposed the object as the writer wants it
    /// @return a tree of its own
    static ObjectNode effective(RequestScope scope, ObjectNode live, ObjectNode proposed) {
        if (scope.isStatus()) {
            ObjectNode next = live.deepCopy();
            Json.copy(proposed, next, Json.STATUS);
            Json.copy(Json.metadata(proposed), Json.metadata(next), Json.MANAGED_FIELDS);
            return next;
        }
        if (scope.isFinalize()) {
            ObjectNode next = live.deepCopy();
            Json.copy(proposed, next, Json.SPEC);
            return next;
        }
        ObjectNode next = proposed.deepCopy();
        if (scope.type().subresources().status()) {
            Json.copy(live, next, Json.STATUS);
        }
        return next;
    }

    /// Refuses an object that is not the one that the URL names.
    static void requireSameObject(RequestScope scope, String name, ObjectNode object) {
        String stated = Json.name(object);
        if (!stated.equals(name)) {
            throw ApiStatus.badRequest(
                            stated.isEmpty()
                                    ? "the name of the object (" + name
                                            + " based on URL) was undeterminable: name must be provided"
                                    : "the name of the object (" + stated + ") does not match the name on the URL ("
                                            + name + ")")
                    .asException();
        }
        String namespace = Json.meta(object, Json.NAMESPACE);
        if (!namespace.isEmpty() && scope.type().namespaced() && !namespace.equals(scope.namespace())) {
            throw ApiStatus.badRequest("the namespace of the object (" + namespace
                            + ") does not match the namespace on the request (" + scope.namespace() + ")")
                    .asException();
        }
    }
}
