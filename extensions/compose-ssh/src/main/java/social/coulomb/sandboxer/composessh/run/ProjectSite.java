package social.coulomb.sandboxer.composessh.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.inventory.Ownership;
import social.coulomb.sandboxer.sdk.SandboxIdentity;

/// Where one sandbox's compose project stands, and how everything of it is called there. Pure.
///
/// @param engine the host's engine
/// @param baseDir the directory under which all sandboxes of the host live
/// @param attribution labels for people, beside those that prove whose things are
public record ProjectSite(
        EngineInfo engine, String baseDir, SandboxIdentity identity, Map<String, String> attribution) {

    public ProjectSite {
        attribution = Collections.unmodifiableMap(new LinkedHashMap<>(attribution));
    }

    /// Without attribution, for what only looks or removes.
    public ProjectSite(EngineInfo engine, String baseDir, SandboxIdentity identity) {
        this(engine, baseDir, identity, Map.of());
    }

    /// The name in the compose label, and the prefix of everything that is made.
    public String project() {
        return identity.backendName();
    }

    /// The sandbox's own directory, which no container sees.
    public String directory() {
        return baseDir + "/" + identity.sandboxId();
    }

    /// What containers may mount, and where people work.
    public String workspace() {
        return directory() + "/workspace";
    }

    /// The container's name of a service: one each, numbered as compose numbers them.
    String container(String service) {
        return project() + "-" + service + "-1";
    }

    /// What containers, networks and volumes carry: whose they are, which attribution cannot change, and for whom.
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(attribution);
        labels.put(Ownership.INSTALLATION_LABEL, identity.installation());
        labels.put(Ownership.SANDBOX_UID_LABEL, identity.uid());
        labels.put(Ownership.SANDBOX_ID_LABEL, identity.sandboxId());
        labels.put(Ownership.INCARNATION_LABEL, Integer.toString(identity.incarnation()));
        return labels;
    }
}
