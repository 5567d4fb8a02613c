package social.coulomb.sandboxer.apiserver.fields;

import java.util.Set;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;

/// Who writes what kind of object, and through which endpoint.
///
/// @param schema the kind's schema; what it says about apiVersion, kind and metadata is not used
/// @param apiVersion of the object as written, `group/version`
/// @param manager who writes
/// @param subresource `status`, `scale`, or empty for the object itself
/// @param resetPaths dotted paths of the fields that this endpoint ignores, such as `status` on the main
///     endpoint of a kind with a status subresource; nobody gets to own them by writing here
public record WriteScope(
        SchemaNode schema, String apiVersion, String manager, String subresource, Set<String> resetPaths) {

    public WriteScope {
        resetPaths = Set.copyOf(resetPaths);
    }

    Shape shape() {
        return Shape.ofObject(schema);
    }

    FieldSet ignored() {
        return FieldSet.of(resetPaths.stream()
                .map(path -> FieldPath.of(path.split("\\.", -1)))
                .toArray(FieldPath[]::new));
    }

    Owner updater(String by) {
        return Owner.updater(by, apiVersion, subresource);
    }

    Owner applier() {
        return Owner.applier(manager, subresource);
    }
}
