package social.coulomb.sandboxer.composessh.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.composessh.workspace.StagedWorkspace;
import social.coulomb.sandboxer.host.basedir.BaseDirectory;
import social.coulomb.sandboxer.host.basedir.UnsafeDirectory;
import social.coulomb.sandboxer.host.engine.ComposeInfo;
import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.host.sync.SyncRequest;
import social.coulomb.sandboxer.host.sync.WorkspaceSync;
import social.coulomb.sandboxer.sdk.EnforcementGap;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Brings one project up on a host, in four round trips: its directory, its networks, its workspace, its
/// services.
///
/// Repeatable after any interruption; what is there already and unchanged stays as it is.
public final class Establishing {

    private final HostOperation operation;
    private final ProjectSite site;
    private final ProjectRunner runner;
    private final Duration patience;

    /// @param patience how long the services may take to run once their images are there
    public Establishing(HostOperation operation, ProjectSite site, Duration patience) {
        this.operation = operation;
        this.site = site;
        this.runner = runner(operation, site);
        this.patience = patience;
    }

    /// A compose program is used only where the host is told to: the engine alone is faster and drops nothing.
    private static ProjectRunner runner(HostOperation operation, ProjectSite site) {
        ComposeInfo compose = site.engine().compose();
        boolean wanted = !operation.host().settings().engine().composeCommand().isEmpty();
        return wanted && compose != null ? new ComposeRunner(compose) : new EngineRunner();
    }

    /// Makes the directory with its marker, or proves that it is ours.
    ///
    /// @throws ExtensionFailure.NotOurs when somebody else's is in its place
    public void claim(BaseDirectory base, SandboxMarker marker) throws ExtensionFailure {
        try {
            base.create(marker, operation.cancel());
        } catch (UnsafeDirectory e) {
            // A directory of an earlier attempt has the marker of that time.
            ProjectSight sight = ProjectSight.read(operation, site);
            sight.requireOurs(site.identity());
            if (sight.marker().isEmpty()) {
                throw e;
            }
        }
    }

    /// Brings the workspace and starts everything.
    public Provisioned up(
            ContainedProject contained, ProvisionRequest request, StagedWorkspace workspace, WorkspaceSync sync)
            throws ExtensionFailure, IOException {
        Profile profile = request.profile();
        Instructions instructions = Instructions.of(profile);
        instructions.refuseTaken(workspace);
        PrivateFiles files = PrivateFiles.of(request.secrets());
        ContainedProject published = site.engine().rootless() ? LoopbackPorts.publish(contained) : contained;
        ContainedProject project = published.withoutVariables(files.variables().keySet());
        runner.deliver(project, site, files);
        operation.report("Making networks");
        NetworkSites networks = networks(project);
        operation.report("Sending the workspace");
        sync.sync(
                new SyncRequest(
                        workspace.root(),
                        workspace.files(),
                        site.workspace(),
                        instructions.names(),
                        operation.remaining()),
                operation.cancel());
        operation.report("Starting the services");
        SectionedOutput output = operation.run(script(project, networks, instructions), files.input());
        List<SeenContainer> containers =
                SeenContainer.parse(output.text("containers").orElse(""));
        String verified = output.text("verified").orElse("unknown: the look from inside failed");
        List<EnforcementGap> gaps = new Enforcement(profile, project, networks).gaps(verified, containers);
        Enforcement.refuseRequired(profile, gaps, verified);
        ProjectPlan plan = ProjectPlan.of(project, networks);
        return new Provisioned(Reaching.of(operation.host().settings(), site, plan, containers), gaps);
    }

    private NetworkSites networks(ContainedProject project) throws ExtensionFailure {
        String script = ProjectScripts.networks(site, project, runner.needsNameServer(project));
        return NetworkSites.parse(operation.run(script).text("networks").orElse(""));
    }

    private String script(ContainedProject project, NetworkSites networks, Instructions instructions) {
        ProjectScript script = ProjectScript.about(site, "up.sh", "compose.sh", "settle.sh", "verify.sh", "look.sh")
                .call("begin")
                .call("keep_private")
                .file(ProjectPlan.FILE_NAME, ProjectPlan.of(project, networks).write());
        instructions.deliver(script);
        runner.bringUp(project, site, networks, patience, script);
        ProjectScripts.settle(script, project, networks, patience);
        return script.text();
    }
}
