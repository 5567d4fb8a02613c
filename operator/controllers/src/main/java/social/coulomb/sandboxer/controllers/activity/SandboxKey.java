package social.coulomb.sandboxer.controllers.activity;

/// A sandbox as a consumer's Lease names it.
///
/// @param namespace that of the Lease, which must be the sandbox's own
/// @param sandboxId the incarnation that is used
public record SandboxKey(String namespace, String sandboxId) {}
