package social.coulomb.sandboxer.composessh.model;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which images a service may name: those of registries and of the host's own store, by name.
///
/// Not by id, and not those that were built for another sandbox, which hold its workspace; and no archives or
/// directories of the host, which podman would read when the name starts with their kind.
final class ImageNames {

    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final String DOMAIN = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]{1,5})?/)?";
    private static final Pattern NAME = Pattern.compile(
            DOMAIN + PART + "(?:/" + PART + ")*" + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{3,64}");
    private static final Set<String> KINDS = Set.of(
            "atomic",
            "containers-storage",
            "dir",
            "docker",
            "docker-archive",
            "docker-daemon",
            "oci",
            "oci-archive",
            "ostree",
            "sif",
            "tarball");
    private static final int LONGEST = 400;

    private ImageNames() {}

    /// What is wrong with the name; empty when it may be used.
    static Optional<String> complaint(String image) {
        if (image.isEmpty()) {
            return Optional.of("is needed, or a build");
        }
        int colon = image.indexOf(':');
        boolean ofTheHost = colon > 0 && KINDS.contains(image.substring(0, colon));
        if (image.length() > LONGEST || ofTheHost || !NAME.matcher(image).matches()) {
            return Optional.of("'" + image + "' is no image name");
        }
        if (ID.matcher(image).matches()) {
            return Optional.of("'" + image + "' could be an image's id: name the image");
        }
        if (image.contains("sandboxer/sbx-")) {
            return Optional.of("'" + image + "' belongs to another sandbox");
        }
        return Optional.empty();
    }
}
