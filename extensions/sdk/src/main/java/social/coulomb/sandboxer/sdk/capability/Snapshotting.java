package social.coulomb.sandboxer.sdk.capability;

import java.time.Instant;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxReference;

/// A backend that can keep a sandbox's workspace and make a new sandbox from it.
public interface Snapshotting {

    /// Keeps the workspace under the given id while the sandbox goes on. Blocks; repeatable with the same id.
    StoredSnapshot snapshot(SandboxReference sandbox, String snapshotId, OperationContext context)
            throws ExtensionFailure;

    /// Makes the requested sandbox with the kept workspace in place of the profile's source. Blocks;
    /// repeatable.
    Provisioned restore(ProvisionRequest request, StoredSnapshot snapshot, OperationContext context)
            throws ExtensionFailure;

    /// Removes what was kept. Blocks; repeatable; a snapshot that is gone is a success.
    void deleteSnapshot(StoredSnapshot snapshot, OperationContext context) throws ExtensionFailure;

    /// @param host where it is kept
    /// @param path its place there
    /// @param sizeBytes its size as kept
    /// @param sha256 lower-case hex of what is kept
    record StoredSnapshot(String id, String host, String path, long sizeBytes, String sha256, Instant capturedAt) {}
}
