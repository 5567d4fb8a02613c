package social.coulomb.sandboxer.composessh.run;

import java.time.Duration;
import social.coulomb.sandboxer.composessh.model.ContainedProject;

/// Uses the engine's own command line: faster than any compose program, and exact about networks.
record EngineRunner() implements ProjectRunner {

    @Override
    public boolean needsNameServer(ContainedProject project) {
        return false;
    }

    @Override
    public void bringUp(
            ContainedProject project,
            ProjectSite site,
            NetworkSites networks,
            Duration patience,
            ProjectScript script) {
        new UpScript(project, site, networks, patience, script).write();
    }

    /// The engine reads the sandbox's environment file itself.
    @Override
    public void deliver(ContainedProject project, ProjectSite site, PrivateFiles files) {
        files.add(PrivateFiles.PROJECT, project.composeFile().toString());
    }
}
