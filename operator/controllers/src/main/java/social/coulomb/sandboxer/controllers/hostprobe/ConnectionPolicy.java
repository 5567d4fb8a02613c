package social.coulomb.sandboxer.controllers.hostprobe;

import java.nio.file.Path;

/// Which ways to reach a host this installation offers.
///
/// @param local whether this very machine and key files on it may be used: in `sandboxer up` only
/// @param knownHosts the file whose keys are believed when a host pins none
public record ConnectionPolicy(boolean local, Path knownHosts) {}
