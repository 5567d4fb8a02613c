package social.coulomb.sandboxer.sdk;

/// A wish of the profile that the backend could not fulfil, told instead of hidden.
///
/// @param field the profile's field, such as `network.default` or `resources.pids`
/// @param reason why it does not hold here, for people
public record EnforcementGap(String field, String reason) {}
