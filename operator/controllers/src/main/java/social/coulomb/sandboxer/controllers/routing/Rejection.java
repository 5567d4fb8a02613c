package social.coulomb.sandboxer.controllers.routing;

/// Why an option is passed over.
///
/// @param reason a CamelCase word, such as `HostFull`
/// @param message a sentence with the cause and, where there is one, the cure
/// @param permanent whether only a user's change of the sandbox or its recipe can help
record Rejection(String reason, String message, boolean permanent) {

    static Rejection forNow(String reason, String message) {
        return new Rejection(reason, message, false);
    }

    static Rejection forGood(String reason, String message) {
        return new Rejection(reason, message, true);
    }
}
