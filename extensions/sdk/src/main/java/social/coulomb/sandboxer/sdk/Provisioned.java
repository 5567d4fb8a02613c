package social.coulomb.sandboxer.sdk;

import java.util.List;

/// A sandbox that can be reached.
///
/// @param reachability how a consumer gets in
/// @param unenforced what the profile asks for and this backend could not enforce; empty when all holds
public record Provisioned(Reachability reachability, List<EnforcementGap> unenforced) {

    public Provisioned {
        unenforced = List.copyOf(unenforced);
    }
}
