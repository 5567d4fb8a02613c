package social.coulomb.sandboxer.composessh.run;

import java.time.Duration;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// Who brings a contained project up on a host: the engine itself, or a compose program.
interface ProjectRunner {

    /// Whether services need the engine's name server to find each other.
    boolean needsNameServer(ContainedProject project);

    /// Adds the calls that create and start everything. They may be run again, and report failures themselves.
    void bringUp(
            ContainedProject project, ProjectSite site, NetworkSites networks, Duration patience, ProjectScript script);

    /// Adds the project's own file, and what makes the secrets among the files known to the services.
    void deliver(ContainedProject project, ProjectSite site, PrivateFiles files);
}
