package social.coulomb.sandboxer.host.hostkey;

import java.time.Duration;
import java.util.List;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;

/// Asks a host which keys it has, so that a person can compare their fingerprints and record them.
///
/// What it returns proves nothing: whoever is in between can show keys of his own.
public interface KeyScan {

    /// Every plain host key that the host shows, one of each type at most, the best type first. Does not
    /// authenticate. Blocks for the time limit at most; repeatable.
    ///
    /// @throws social.coulomb.sandboxer.host.shell.HostFailure.Unreachable if the host shows no key within its
    ///     time
    List<HostKey> scan(HostEndpoint endpoint, Duration timeout);
}
