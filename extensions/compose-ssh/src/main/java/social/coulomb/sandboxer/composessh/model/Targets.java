package social.coulomb.sandboxer.composessh.model;

import java.util.Optional;

/// Places inside a container, where something is mounted.
final class Targets {

    private Targets() {}

    /// Reports what could be read as anything but one absolute path.
    static Optional<String> check(String path, String target, Findings findings) {
        boolean plain = target.chars().noneMatch(character -> character == ':' || character == ',' || character < ' ');
        if (!target.startsWith("/") || !plain) {
            findings.add(path, "needs an absolute path inside the container, not '" + target + "'");
            return Optional.empty();
        }
        return Optional.of(target);
    }
}
