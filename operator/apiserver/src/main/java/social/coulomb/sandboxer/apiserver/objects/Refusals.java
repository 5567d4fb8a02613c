package social.coulomb.sandboxer.apiserver.objects;

import java.util.List;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.status.ApiStatus;
import social.coulomb.sandboxer.apiserver.status.Cause;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// The failures that several verbs share. Pure.
final class Refusals {

    private Refusals() {}

    static StatusException notFound(ResourceType type, String name) {
        return ApiStatus.notFound(type.group(), type.plural(), name).asException();
    }

    static StatusException modified(ResourceType type, String name) {
        return ApiStatus.modified(type.group(), type.plural(), name).asException();
    }

    static StatusException invalid(ResourceType type, String name, List<FieldError> errors) {
        return invalid(type.group(), type.kind(), name, errors);
    }

    static StatusException invalid(String group, String kind, String name, List<FieldError> errors) {
        return ApiStatus.invalid(group, kind, name, causes(errors)).asException();
    }

    private static List<Cause> causes(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new Cause(error.reason().wireName(), error.message(), error.field()))
                .toList();
    }
}
