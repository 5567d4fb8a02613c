package social.coulomb.sandboxer.sdk;

import java.time.Instant;

/// What surrounds one call of an extension.
///
/// @param progress where the operation tells what it is doing
/// @param cancellation how the caller asks it to stop
/// @param deadline when the caller stops waiting; remote commands are bounded by it too
public record OperationContext(Progress progress, Cancellation cancellation, Instant deadline) {}
