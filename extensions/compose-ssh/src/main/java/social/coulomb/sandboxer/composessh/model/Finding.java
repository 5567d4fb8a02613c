package social.coulomb.sandboxer.composessh.model;

/// One thing in a compose file that is not accepted.
///
/// @param path dotted path in the file, such as `services.web.privileged`
/// @param message what is wrong and what to do instead
public record Finding(String path, String message) {

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
