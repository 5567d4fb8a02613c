package social.coulomb.sandboxer.apiserver.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A place that has rules, or that has places with rules below it. Its rules are compiled when a value is first
/// met there, because a kind may have many rules and an object few of its fields.
final class RulePlace {
    private final SchemaNode schema;
    private final boolean resource;
    private final Map<String, RulePlace> properties;
    private final @Nullable RulePlace additionalProperties;
    private final @Nullable RulePlace items;
    private volatile @Nullable Rules compiled;

    private RulePlace(SchemaNode schema, boolean resource) {
        this.schema = schema;
        this.resource = resource;
        this.properties = new TreeMap<>();
        schema.children()
                .properties()
                .forEach((name, property) ->
                        of(property, property.embeddedResource()).ifPresent(place -> properties.put(name, place)));
        this.additionalProperties = schema.additionalProperties()
                .flatMap(values -> of(values, values.embeddedResource()))
                .orElse(null);
        this.items = schema.items()
                .flatMap(item -> of(item, item.embeddedResource()))
                .orElse(null);
    }

    /// Empty when there are no rules here or below.
    static Optional<RulePlace> of(SchemaNode schema, boolean resource) {
        var place = new RulePlace(schema, resource);
        boolean bare = schema.rules().isEmpty()
                && place.properties.isEmpty()
                && place.additionalProperties == null
                && place.items == null;
        return bare ? Optional.empty() : Optional.of(place);
    }

    SchemaNode schema() {
        return schema;
    }

    /// Whether values here have apiVersion, kind and metadata.
    boolean isResource() {
        return resource;
    }

    /// The place of a member, when rules apply to it.
    Optional<RulePlace> member(String name) {
        return Optional.ofNullable(properties.getOrDefault(name, additionalProperties));
    }

    Optional<RulePlace> items() {
        return Optional.ofNullable(items);
    }

    /// The rules of this place. Two threads may both compile them; either result serves.
    Rules rules(RuleCompiler compiler) {
        Rules known = compiled;
        if (known == null) {
            known = Rules.compile(schema, compiler);
            compiled = known;
        }
        return known;
    }

    /// The errors of all rules here and below, with paths relative to the schema of this place.
    List<FieldError> check(RuleCompiler compiler) {
        List<FieldError> errors = new ArrayList<>();
        check(compiler, FieldPath.ROOT, Optional.empty(), errors);
        return errors;
    }

    /// @param uncorrelatable the place above whose parts cannot be told apart between an old and a new value
    private void check(
            RuleCompiler compiler, FieldPath path, Optional<FieldPath> uncorrelatable, List<FieldError> errors) {
        Rules rules = rules(compiler);
        FieldPath rulesPath = path.child("x-kubernetes-validations");
        rules.errors().forEach(error -> errors.add(error.under(rulesPath.toString())));
        uncorrelatable.ifPresent(place -> rules.usable().stream()
                .filter(CompiledRule::isTransition)
                .map(rule -> uncorrelated(rule, rulesPath, place))
                .forEach(errors::add));
        Optional<FieldPath> below = uncorrelatable.or(() -> Optional.of(path).filter(place -> losesIdentity()));
        properties.forEach(
                (name, place) -> place.check(compiler, path.child("properties").key(name), below, errors));
        if (additionalProperties != null) {
            additionalProperties.check(compiler, path.child("additionalProperties"), below, errors);
        }
        if (items != null) {
            items.check(compiler, path.child("items"), below, errors);
        }
    }

    private FieldError uncorrelated(CompiledRule rule, FieldPath rulesPath, FieldPath place) {
        int position = schema.rules().indexOf(rule.source());
        return FieldError.invalid(
                rulesPath.index(position).child("rule").toString(),
                GoText.quote(rule.source().rule()),
                "oldSelf cannot be used on the uncorrelatable portion of the schema within " + place);
    }

    private boolean losesIdentity() {
        return (schema.type() == SchemaType.ARRAY && schema.listType() != Topology.ListType.MAP)
                || schema.mapType() == Topology.MapType.ATOMIC;
    }

    /// The outcome of compiling the rules of a place.
    ///
    /// @param errors with paths relative to the list of rules, such as `[0].rule`
    record Rules(List<CompiledRule> usable, List<FieldError> errors) {
        private static Rules compile(SchemaNode place, RuleCompiler compiler) {
            List<CompiledRule> usable = new ArrayList<>();
            List<FieldError> errors = new ArrayList<>();
            for (int position = 0; position < place.rules().size(); position++) {
                String rulePath = "[" + position + "]";
                try {
                    usable.add(compiler.compile(place.rules().get(position), place));
                } catch (SchemaInvalid unusable) {
                    unusable.errors().forEach(error -> errors.add(error.under(rulePath)));
                }
            }
            return new Rules(List.copyOf(usable), List.copyOf(errors));
        }
    }
}
