package social.coulomb.sandboxer.controllers.activity;

import java.time.Instant;

/// A consumer's word that it uses a sandbox: a Lease that it renews.
///
/// @param holder who renews it; empty where the Lease does not say
/// @param renewedAt when it was last renewed
/// @param until when it runs out unless it is renewed again
public record UseLease(String holder, Instant renewedAt, Instant until) {

    public boolean isFresh(Instant now) {
        return now.isBefore(until);
    }
}
