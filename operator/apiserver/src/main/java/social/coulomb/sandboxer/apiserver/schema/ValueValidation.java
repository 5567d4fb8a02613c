package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks values against types and constraints. What equals its old counterpart is let through, so that a
/// schema may be tightened without locking the objects that exist.
final class ValueValidation {
    private final List<FieldError> errors = new ArrayList<>();

    private ValueValidation() {}

    static List<FieldError> validate(SchemaNode schema, JsonNode value, @Nullable JsonNode old) {
        var validation = new ValueValidation();
        validation.visit(schema, value, old, FieldPath.ROOT);
        return List.copyOf(validation.errors);
    }

    private void visit(SchemaNode schema, JsonNode value, @Nullable JsonNode old, FieldPath path) {
        if (old != null && JsonValues.same(value, old)) {
            return;
        }
        TypeCheck.check(schema, value, path).ifPresent(errors::add);
        checkEnumeration(schema, value, path);
        if (value.isNull()) {
            return;
        }
        checkJunctions(schema, value, path);
        switch (value) {
            case ObjectNode object -> visitObject(schema, object, old, path);
            case ArrayNode array -> visitArray(schema, array, old, path);
            default -> checkScalar(schema, value, path);
        }
    }

    private void visitObject(SchemaNode schema, ObjectNode object, @Nullable JsonNode old, FieldPath path) {
        for (Constraint constraint : schema.constraints()) {
            if (constraint instanceof Constraint.MinimumProperties(long bound) && object.size() < bound) {
                add(path, String.valueOf(object.size()), "have at least " + bound + " properties");
                return;
            }
            if (constraint instanceof Constraint.MaximumProperties(long bound) && object.size() > bound) {
                errors.add(FieldError.tooMany(path.name(), object.size(), bound));
                return;
            }
        }
        Correlation correlation = Correlation.of(schema, old);
        object.properties()
                .forEach(member -> schema.member(member.getKey())
                        .ifPresent(declared -> visit(
                                declared,
                                member.getValue(),
                                correlation.member(member.getKey()),
                                path.child(member.getKey()))));
        for (String name : schema.required()) {
            if (!object.has(name)) {
                errors.add(FieldError.required(path.child(name).name(), ""));
            }
        }
    }

    private void visitArray(SchemaNode schema, ArrayNode array, @Nullable JsonNode old, FieldPath path) {
        Correlation correlation = Correlation.of(schema, old);
        schema.items().ifPresent(items -> {
            for (int position = 0; position < array.size(); position++) {
                JsonNode item = array.get(position);
                visit(items, item, correlation.item(item), path.index(position));
            }
        });
        for (Constraint constraint : schema.constraints()) {
            switch (constraint) {
                case Constraint.MinimumItems(long bound)
                when array.size() < bound ->
                    add(path, String.valueOf(array.size()), "have at least " + bound + " items");
                case Constraint.MaximumItems(long bound)
                when array.size() > bound -> errors.add(FieldError.tooMany(path.name(), array.size(), bound));
                case Constraint.UniqueItems()
                when hasDuplicates(array) ->
                    errors.add(FieldError.invalid(path.name(), "\"\"", path + " in body shouldn't contain duplicates"));
                default -> {}
            }
        }
    }

    private void checkScalar(SchemaNode schema, JsonNode value, FieldPath path) {
        if (value.isTextual()) {
            TextChecks.check(schema, value.textValue(), path).ifPresent(errors::add);
            TextChecks.format(schema, value.textValue(), path).ifPresent(errors::add);
        }
        if (value.isNumber()) {
            NumberChecks.inRange(schema, value, path).ifPresent(errors::add);
            schema.constraints().forEach(constraint -> checkNumber(constraint, value, path));
        }
    }

    private void checkNumber(Constraint constraint, JsonNode value, FieldPath path) {
        switch (constraint) {
            case Constraint.Minimum minimum ->
                NumberChecks.atLeast(minimum, value, path).ifPresent(errors::add);
            case Constraint.Maximum maximum ->
                NumberChecks.atMost(maximum, value, path).ifPresent(errors::add);
            case Constraint.MultipleOf multiple ->
                NumberChecks.multipleOf(multiple, value, path).ifPresent(errors::add);
            default -> {}
        }
    }

    private void checkEnumeration(SchemaNode schema, JsonNode value, FieldPath path) {
        for (Constraint constraint : schema.constraints()) {
            if (constraint instanceof Constraint.Enumeration(List<JsonNode> values)
                    && values.stream().noneMatch(allowed -> JsonValues.same(allowed, value))) {
                List<String> supported = values.stream()
                        .map(allowed -> allowed.isTextual() ? allowed.textValue() : allowed.toString())
                        .toList();
                errors.add(FieldError.notSupported(path.name(), GoText.value(value), supported));
            }
        }
    }

    private void checkJunctions(SchemaNode schema, JsonNode value, FieldPath path) {
        for (Constraint constraint : schema.constraints()) {
            switch (constraint) {
                case Constraint.AllOf(List<SchemaNode> branches) -> checkAll(branches, value, path);
                case Constraint.AnyOf(List<SchemaNode> branches) -> checkAny(branches, value, path);
                case Constraint.OneOf(List<SchemaNode> branches) -> checkOne(branches, value, path);
                case Constraint.Not(SchemaNode branch) -> {
                    if (failures(branch, value, path).isEmpty()) {
                        addJunction(path, "must not validate the schema (not)");
                    }
                }
                default -> {}
            }
        }
    }

    private void checkAll(List<SchemaNode> branches, JsonNode value, FieldPath path) {
        List<List<FieldError>> failed = failedBranches(branches, value, path);
        if (!failed.isEmpty()) {
            failed.forEach(errors::addAll);
            String none = failed.size() == branches.size() ? ". None validated" : "";
            addJunction(path, "must validate all the schemas (allOf)" + none);
        }
    }

    private void checkAny(List<SchemaNode> branches, JsonNode value, FieldPath path) {
        List<List<FieldError>> failed = failedBranches(branches, value, path);
        if (!branches.isEmpty() && failed.size() == branches.size()) {
            addJunction(path, "must validate at least one schema (anyOf)");
            errors.addAll(failed.getFirst());
        }
    }

    private void checkOne(List<SchemaNode> branches, JsonNode value, FieldPath path) {
        List<List<FieldError>> failed = failedBranches(branches, value, path);
        int valid = branches.size() - failed.size();
        if (branches.isEmpty() || valid == 1) {
            return;
        }
        String found = valid == 0 ? "Found none valid" : "Found " + valid + " valid alternatives";
        addJunction(path, "must validate one and only one schema (oneOf). " + found);
        if (valid == 0) {
            errors.addAll(failed.getFirst());
        }
    }

    private static List<List<FieldError>> failedBranches(List<SchemaNode> branches, JsonNode value, FieldPath path) {
        return branches.stream()
                .map(branch -> failures(branch, value, path))
                .filter(found -> !found.isEmpty())
                .toList();
    }

    /// Branches are never compared with old values: an unchanged value does not get this far.
    private static List<FieldError> failures(SchemaNode branch, JsonNode value, FieldPath path) {
        var validation = new ValueValidation();
        validation.visit(branch, value, null, path);
        return validation.errors;
    }

    private void add(FieldPath path, String value, String requirement) {
        errors.add(FieldError.invalid(path.name(), value, path + " in body should " + requirement));
    }

    private void addJunction(FieldPath path, String requirement) {
        errors.add(FieldError.invalid(FieldError.NO_FIELD, "\"\"", GoText.quote(path.toString()) + " " + requirement));
    }

    private static boolean hasDuplicates(ArrayNode array) {
        Set<JsonNode> seen = new HashSet<>();
        return array.valueStream().anyMatch(item -> !seen.add(item));
    }
}
