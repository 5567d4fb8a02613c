package social.coulomb.sandboxer.sdk.capability;

import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxReference;

/// A backend that can stop a sandbox and start it again with its workspace kept.
public interface Suspending {

    /// Blocks until it stands still. Repeatable.
    void suspend(SandboxReference sandbox, OperationContext context) throws ExtensionFailure;

    /// Blocks until it can be reached again. Repeatable.
    Provisioned resume(SandboxReference sandbox, OperationContext context) throws ExtensionFailure;
}
