package social.coulomb.sandboxer.controllers.routing;

/// Why an option is passed over.
///
/// @param reason a CamelCase word, such as `HostFull`
/// @param message a sentence with the cause and, where there is one, the cure
record Rejection(String reason, String message, Remedy remedy) {

    static Rejection forNow(String reason, String message) {
        return new Rejection(reason, message, Remedy.TIME);
    }

    static Rejection untilSetUp(String reason, String message) {
        return new Rejection(reason, message, Remedy.SETUP);
    }

    static Rejection forGood(String reason, String message) {
        return new Rejection(reason, message, Remedy.CHANGE);
    }
}
