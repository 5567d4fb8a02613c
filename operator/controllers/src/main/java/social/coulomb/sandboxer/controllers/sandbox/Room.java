package social.coulomb.sandboxer.controllers.sandbox;

import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.controllers.placement.HostBoard;
import social.coulomb.sandboxer.controllers.placement.NamespaceQuota;
import social.coulomb.sandboxer.controllers.placement.Occupancy;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// Claims room for a sandbox before its intent is on record, so that many that begin at once do not take more than
/// there is: on its host, and in its namespace. Never blocks for long.
///
/// @param hosts who takes up room on hosts
/// @param namespaces who takes up room in namespaces
record Room(Occupancy hosts, Occupancy namespaces, HostBoard board, Tenancy tenancy) {

    /// @param host null for extensions without hosts
    /// @return whether there was room; else nothing is claimed
    boolean claim(Sandbox sandbox, @Nullable String host) {
        String uid = sandbox.getMetadata().getUid();
        String namespace = sandbox.getMetadata().getNamespace();
        if (!claimIn(namespace, uid)) {
            return false;
        }
        boolean fits = host == null
                || board.find(host)
                        .map(offer -> hosts.tryClaim(uid, host, offer.limits().maxSandboxes()))
                        .orElse(false);
        if (!fits) {
            namespaces.release(uid);
        }
        return fits;
    }

    private boolean claimIn(String namespace, String uid) {
        return switch (tenancy.quotas().of(namespace)) {
            case NamespaceQuota.Unlimited unlimited -> true;
            case NamespaceQuota.Limited(int most) -> namespaces.tryClaim(uid, namespace, most);
            case NamespaceQuota.Unreadable unreadable -> false;
        };
    }

    /// How many others there are in a namespace.
    int others(String namespace, String uid) {
        return namespaces.others(namespace, uid);
    }

    /// The intent could not be recorded: nothing was taken.
    void giveBack(Sandbox sandbox) {
        hosts.release(sandbox.getMetadata().getUid());
        namespaces.release(sandbox.getMetadata().getUid());
    }

    /// Nothing of the present incarnation is left.
    ///
    /// @param host where it was; null for extensions without hosts
    void leave(Sandbox sandbox, @Nullable String host) {
        String uid = sandbox.getMetadata().getUid();
        if (host != null) {
            hosts.leave(uid, host);
        }
        namespaces.leave(uid, sandbox.getMetadata().getNamespace());
    }
}
