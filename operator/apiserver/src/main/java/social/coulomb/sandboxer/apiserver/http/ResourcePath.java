package social.coulomb.sandboxer.apiserver.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The address of a resource, an object, or a part of one.
///
/// @param namespace empty for cluster-scoped resources and for all namespaces
/// @param name empty for the collection
/// @param subresource empty for the object itself
/// @param watching whether the old form `/watch/…` is used
record ResourcePath(
        GroupVersion version, String namespace, String plural, String name, String subresource, boolean watching) {

    private static final Set<String> PARTS_OF_NAMESPACES = Set.of("status", "finalize");

    /// `/api/v1` or `/apis/group/version`.
    record GroupVersion(String group, String version) {}

    /// The segments of a path, decoded; empty ones are left out.
    static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                // A plus sign in a path means itself, other than in a query.
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /// Understands a path with at least a resource in it; empty when it is none.
    static Optional<ResourcePath> parse(List<String> segments) {
        boolean core = !segments.isEmpty() && segments.getFirst().equals("api");
        int start = core ? 2 : 3;
        if (segments.size() <= start || (!core && !segments.getFirst().equals("apis"))) {
            return Optional.empty();
        }
        var version = core ? new GroupVersion("", segments.get(1)) : new GroupVersion(segments.get(1), segments.get(2));
        List<String> rest = segments.subList(start, segments.size());
        boolean watching = rest.size() > 1 && rest.getFirst().equals("watch");
        return below(version, watching ? rest.subList(1, rest.size()) : rest, watching);
    }

    private static Optional<ResourcePath> below(GroupVersion version, List<String> rest, boolean watching) {
        boolean inNamespace =
                rest.size() > 2 && rest.getFirst().equals("namespaces") && !PARTS_OF_NAMESPACES.contains(rest.get(2));
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> parts = inNamespace ? rest.subList(2, rest.size()) : rest;
        if (parts.size() > 3) {
            return Optional.empty();
        }
        return Optional.of(
                new ResourcePath(version, namespace, parts.getFirst(), part(parts, 1), part(parts, 2), watching));
    }

    private static String part(List<String> parts, int index) {
        return parts.size() > index ? parts.get(index) : "";
    }
}
