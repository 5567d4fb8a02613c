package social.coulomb.sandboxer.apiserver.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import social.coulomb.sandboxer.apiserver.kinds.KindRules;
import social.coulomb.sandboxer.apiserver.kinds.ResourceType;
import social.coulomb.sandboxer.apiserver.schema.FieldError;
import social.coulomb.sandboxer.apiserver.schema.SchemaNode;
import social.coulomb.sandboxer.apiserver.status.StatusException;

/// Judges objects that are complete: metadata, schema, and what else holds for their kind. Pure.
final class Validation {

    /// Errors after which Kubernetes does not run CEL rules any more.
    private static final Set<FieldError.Reason> BLOCKING = Set.of(
            FieldError.Reason.REQUIRED,
            FieldError.Reason.NOT_SUPPORTED,
            FieldError.Reason.TYPE_INVALID,
            FieldError.Reason.TOO_LONG,
            FieldError.Reason.TOO_MANY);
    private static final String NO_FIELD = "<nil>";
    private static final String UNCHECKED = "some validation rules were not checked because the object was invalid;"
            + " correct the existing errors to complete validation";

    private Validation() {}

    /// @throws StatusException 422 with every error
    static void requireCreatable(ResourceType type, ObjectNode object) {
        List<FieldError> metadata = MetadataRules.ofCreation(type, object);
        var errors = new ArrayList<>(metadata);
        errors.addAll(type.schema().validate(object, null));
        errors.addAll(KindRules.of(type).check(object));
        noteUnchecked(type, metadata, errors);
        refuse(type, object, errors);
    }

    /// @throws StatusException 422 with every error
    static void requireReplaceable(RequestScope scope, ObjectNode object, ObjectNode live) {
        ResourceType type = scope.type();
        KindRules rules = KindRules.of(type);
        List<FieldError> metadata = MetadataRules.ofUpdate(type, object, live);
        var errors = new ArrayList<>(metadata);
        List<FieldError> schema = type.schema().validate(object, live);
        errors.addAll(
                scope.isStatus()
                        ? schema.stream().map(Validation::withoutStatusPrefix).toList()
                        : schema);
        errors.addAll(rules.check(object));
        errors.addAll(rules.checkUpdate(object, live));
        noteUnchecked(type, metadata, errors);
        refuse(type, object, errors);
    }

    /// The schema says by itself when its rules were not run; for the metadata, which it does not see, it is
    /// said here.
    private static void noteUnchecked(ResourceType type, List<FieldError> metadata, List<FieldError> errors) {
        boolean blocked = metadata.stream().anyMatch(error -> BLOCKING.contains(error.reason()));
        boolean noted = errors.stream().anyMatch(error -> error.field().equals(NO_FIELD));
        if (blocked && !noted && hasRules(type.schema().root())) {
            errors.add(FieldError.invalid(NO_FIELD, "null", UNCHECKED));
        }
    }

    private static boolean hasRules(SchemaNode schema) {
        return !schema.rules().isEmpty()
                || schema.children().properties().values().stream().anyMatch(Validation::hasRules)
                || schema.additionalProperties().filter(Validation::hasRules).isPresent()
                || schema.items().filter(Validation::hasRules).isPresent();
    }

    /// The status endpoint judges the status alone, so that its messages name fields from there on.
    private static FieldError withoutStatusPrefix(FieldError error) {
        return error.field().startsWith(Json.STATUS + ".")
                ? new FieldError(
                        error.reason(),
                        error.field(),
                        error.message()
                                .replace(
                                        error.field() + " in body",
                                        error.field().substring(7) + " in body"))
                : error;
    }

    private static void refuse(ResourceType type, ObjectNode object, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Refusals.invalid(type, Json.name(object), errors);
        }
    }
}
