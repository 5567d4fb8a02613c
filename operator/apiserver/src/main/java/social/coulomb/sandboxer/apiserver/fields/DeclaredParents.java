package social.coulomb.sandboxer.apiserver.fields;

import java.util.Map;
import java.util.Optional;

/// Completes a field set with the declared fields above its elements: who has a field also has the structs
/// around it, which sets leave out because a struct without fields is nothing.
final class DeclaredParents {
    private DeclaredParents() {}

    static FieldSet included(FieldSet set, Shape shape) {
        var builder = new FieldSet.Builder();
        set.members().forEach(builder::add);
        for (Map.Entry<PathElement, FieldSet> child : set.children().entrySet()) {
            PathElement element = child.getKey();
            if (isDeclared(element, shape)) {
                builder.add(element);
            }
            builder.addBelow(
                    element,
                    below(element, shape)
                            .map(next -> included(child.getValue(), next))
                            .orElse(child.getValue()));
        }
        return builder.build();
    }

    private static boolean isDeclared(PathElement element, Shape shape) {
        return element instanceof PathElement.Member(String name)
                && shape instanceof Shape.Members map
                && map.declares(name);
    }

    private static Optional<Shape> below(PathElement element, Shape shape) {
        return switch (element) {
            case PathElement.Member(String name) when shape instanceof Shape.Members map -> map.member(name);
            case PathElement.Keyed _ when shape instanceof Shape.Listing list -> Optional.of(list.items());
            case PathElement.Member _, PathElement.Keyed _, PathElement.Item _, PathElement.Index _ -> Optional.empty();
        };
    }
}
