package social.coulomb.sandboxer.composessh.model;

import java.util.Map;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// What a compose file is held to.
///
/// @param project the compose project's name, also the prefix of networks, volumes and images
/// @param workspaceDir the workspace's absolute path on the host
/// @param labels what everything that is made carries
/// @param network the profile's network wish
/// @param resources the profile's bounds of each service
public record ContainmentRules(
        String project,
        String workspaceDir,
        Map<String, String> labels,
        Profile.Network network,
        Profile.Resources resources) {

    public ContainmentRules {
        labels = Map.copyOf(labels);
    }

    boolean deniesOutside() {
        return network.defaultAction() == Profile.NetworkDefault.DENY;
    }

    /// The absolute path on the host of a place inside the workspace.
    String onHost(String place) {
        return place.isEmpty() ? workspaceDir : workspaceDir + "/" + place;
    }
}
