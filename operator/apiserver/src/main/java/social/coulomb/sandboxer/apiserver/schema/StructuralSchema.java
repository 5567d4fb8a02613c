package social.coulomb.sandboxer.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.apiserver.schema.cel.CelEnvironment;

/// The schema of one kind, compiled: decides what an object of that kind may contain. Thread-safe; what it
/// decides never changes.
public final class StructuralSchema {
    /// The rules of one object may take this long together.
    private static final Duration RULE_TIME = Duration.ofSeconds(10);

    private static final Set<FieldError.Reason> BLOCKING = EnumSet.of(
            FieldError.Reason.NOT_SUPPORTED,
            FieldError.Reason.REQUIRED,
            FieldError.Reason.TOO_LONG,
            FieldError.Reason.TOO_MANY,
            FieldError.Reason.TYPE_INVALID);

    private static final FieldError UNCHECKED = FieldError.invalid(
            FieldError.NO_FIELD,
            "null",
            "some validation rules were not checked because the object was invalid;"
                    + " correct the existing errors to complete validation");

    private final ObjectNode source;
    private final SchemaNode root;
    private final Optional<RulePlace> rules;
    private final LongSupplier nanoTime;
    private volatile @Nullable RuleCompiler compiler;

    private StructuralSchema(ObjectNode source, SchemaNode root, LongSupplier nanoTime) {
        this.source = source;
        this.root = root;
        this.rules = RulePlace.of(root, true);
        this.nanoTime = nanoTime;
    }

    /// Reads an `openAPIV3Schema`. The argument is copied. Rules are not compiled yet: see `checkRules`.
    ///
    /// @throws SchemaInvalid when it is not a structural schema
    public static StructuralSchema compile(ObjectNode openApiV3Schema) throws SchemaInvalid {
        return compile(openApiV3Schema, System::nanoTime);
    }

    static StructuralSchema compile(ObjectNode openApiV3Schema, LongSupplier nanoTime) throws SchemaInvalid {
        ObjectNode source = openApiV3Schema.deepCopy();
        return new StructuralSchema(source, SchemaReader.read(source), nanoTime);
    }

    /// The compiled tree.
    public SchemaNode root() {
        return root;
    }

    /// The schema as it was given, as a copy of its own.
    public ObjectNode source() {
        return source.deepCopy();
    }

    /// Compiles every rule, which takes milliseconds for each, and answers what is wrong with them. The paths
    /// are relative to the schema, such as `properties[spec].x-kubernetes-validations[0].rule`.
    public List<FieldError> checkRules() {
        return rules.map(place -> place.check(compiler())).orElse(List.of());
    }

    /// Removes undeclared fields, but never apiVersion, kind or metadata. Answers the paths of what was
    /// removed, such as `spec.ports[0].x`, sorted.
    public SortedSet<String> prune(ObjectNode object) {
        return Pruning.remove(object, root);
    }

    /// The paths that `prune` would remove; the object stays as it is.
    public SortedSet<String> unknownFields(ObjectNode object) {
        return Pruning.find(object, root);
    }

    /// Fills in defaults, and drops nulls where null is no value. Doing it twice changes nothing more.
    public void applyDefaults(ObjectNode object) {
        Defaulting.apply(object, root);
    }

    /// Checks a create (`old` is null) or an update of the whole object. What was invalid before and has not
    /// changed is let through. Both objects are expected to be pruned and defaulted.
    ///
    /// @return the errors in a stable order; empty when the object is valid
    public List<FieldError> validate(ObjectNode object, @Nullable ObjectNode old) {
        return validate(object, old, List.of());
    }

    /// The same for an object in which other checks have found errors already: rules are not evaluated on what
    /// is broken.
    ///
    /// @param earlier is not repeated in the result
    public List<FieldError> validate(ObjectNode object, @Nullable ObjectNode old, Collection<FieldError> earlier) {
        return checked(ValueValidation.validate(root, object, old), earlier, object, old);
    }

    /// Checks an update through the `status` subresource: types and bounds of the status alone, rules of the
    /// whole object. Messages name fields relative to the status, as clients of that subresource know them.
    public List<FieldError> validateStatus(ObjectNode object, ObjectNode old, Collection<FieldError> earlier) {
        JsonNode status = object.path("status");
        List<FieldError> errors = new ArrayList<>();
        if (!status.isMissingNode()) {
            root.property("status")
                    .ifPresent(declared -> ValueValidation.validate(declared, status, old.get("status"))
                            .forEach(error -> errors.add(error.under("status"))));
        }
        return checked(errors, earlier, object, old);
    }

    /// Adds what is found by the checks that follow those of types and bounds.
    private List<FieldError> checked(
            List<FieldError> found, Collection<FieldError> earlier, ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>(found);
        List<FieldError> listErrors = ListRules.check(root, object);
        if (!listErrors.isEmpty() && (old == null || ListRules.check(root, old).isEmpty())) {
            errors.addAll(listErrors);
        }
        boolean blocked = Stream.concat(earlier.stream(), errors.stream())
                .map(FieldError::reason)
                .anyMatch(BLOCKING::contains);
        rules.ifPresent(place -> errors.addAll(blocked ? List.of(UNCHECKED) : ruleErrors(place, object, old)));
        return List.copyOf(errors);
    }

    private List<FieldError> ruleErrors(RulePlace place, ObjectNode object, @Nullable ObjectNode old) {
        var budget = new RuleBudget(RULE_TIME, nanoTime);
        return new RuleValidation(compiler(), budget).validate(place, object, old);
    }

    /// Built when first needed: most kinds have no rules at all.
    private RuleCompiler compiler() {
        RuleCompiler known = compiler;
        if (known == null) {
            known = new RuleCompiler(CelEnvironment.kubernetes(), new RuleTypes(root));
            compiler = known;
        }
        return known;
    }
}
