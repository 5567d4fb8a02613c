package social.coulomb.sandboxer.sdk;

/// A backend: makes one sandbox exist, looks at it, and takes it away.
///
/// All three calls block (seconds to minutes) and are run on threads of the caller. Each may be repeated after
/// any failure or crash with the same identity: what is already there is found and completed, never doubled.
/// What an implementation makes outside must carry the identity (label, marker, metadata) before it can be
/// used, so that it can be found again. An interrupted thread and a cancelled context mean the same: stop
/// within seconds.
///
/// Optional abilities are the interfaces of `capability`, which an implementation adds to this one.
public interface Extension {

    /// Makes the sandbox and returns when it can be reached.
    ///
    /// Repeatable. A failure may leave a part behind: the caller ends with [#teardown] or calls again.
    ///
    /// @throws ExtensionFailure sealed by what the caller has to do next
    Provisioned provision(ProvisionRequest request, OperationContext context) throws ExtensionFailure;

    /// Reports what exists for this identity. Changes nothing.
    ///
    /// [Observation.Absent] is a proof: every place where the sandbox could be was read. What could not be read
    /// is an [ExtensionFailure.Transient], never an absence.
    Observation observe(SandboxReference sandbox, OperationContext context) throws ExtensionFailure;

    /// Removes all that exists for this identity and returns only when that is proven.
    ///
    /// Repeatable; a sandbox that never existed is a success with an empty report. Touches nothing that does
    /// not prove to belong to this identity.
    TeardownReport teardown(SandboxReference sandbox, OperationContext context) throws ExtensionFailure;
}
