package social.coulomb.sandboxer.apiserver.store;

/// Names one object of the store.
///
/// Keys are ordered as the UTF-8 bytes of `group/resource/namespace/name`, which is the order in which a list
/// is served and continued.
///
/// @param group API group, empty for the core group
/// @param resource plural name of the resource
/// @param namespace empty for an object that belongs to the whole cluster
/// @param name the object's name
public record ObjectKey(String group, String resource, String namespace, String name) implements Comparable<ObjectKey> {

    private static final char SEPARATOR = '/';

    public ObjectKey {
        requirePathSegment(group);
        requirePathSegment(resource);
        requirePathSegment(namespace);
        requirePathSegment(name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byGroup = compareSegments(group, other.group);
        if (byGroup != 0) {
            return byGroup;
        }
        int byResource = compareSegments(resource, other.resource);
        if (byResource != 0) {
            return byResource;
        }
        int byNamespace = compareSegments(namespace, other.namespace);
        return byNamespace != 0 ? byNamespace : compareBytes(name, other.name);
    }

    /// The whole key on one line, as messages print it.
    @Override
    public String toString() {
        return group + SEPARATOR + resource + SEPARATOR + namespace + SEPARATOR + name;
    }

    /// A shorter segment is followed by the separator, which sorts after `-` and `.`: `a-b/` comes before `a/`.
    private static int compareSegments(String left, String right) {
        int common = Math.min(left.length(), right.length());
        if (left.length() == right.length() || !left.regionMatches(0, right, 0, common)) {
            return compareBytes(left, right);
        }
        return left.length() < right.length()
                ? Integer.compare(SEPARATOR, right.codePointAt(common))
                : Integer.compare(left.codePointAt(common), SEPARATOR);
    }

    /// The order of UTF-8 bytes is that of code points, which differs from that of `char`s beyond the basic
    /// plane.
    private static int compareBytes(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int index = 0; index < common; index++) {
            if (left.charAt(index) != right.charAt(index)) {
                return Integer.compare(left.codePointAt(index), right.codePointAt(index));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static void requirePathSegment(String segment) {
        if (segment.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("A part of an object's key must not contain '/': " + segment);
        }
    }
}
