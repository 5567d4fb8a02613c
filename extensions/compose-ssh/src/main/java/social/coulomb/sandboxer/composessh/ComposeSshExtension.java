package social.coulomb.sandboxer.composessh;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.composessh.model.ComposeRefused;
import social.coulomb.sandboxer.composessh.model.ContainedProject;
import social.coulomb.sandboxer.composessh.model.Containment;
import social.coulomb.sandboxer.composessh.model.ContainmentRules;
import social.coulomb.sandboxer.composessh.model.Workspace;
import social.coulomb.sandboxer.composessh.run.Enforcement;
import social.coulomb.sandboxer.composessh.run.Establishing;
import social.coulomb.sandboxer.composessh.run.HostOperation;
import social.coulomb.sandboxer.composessh.run.Observing;
import social.coulomb.sandboxer.composessh.run.ProjectSite;
import social.coulomb.sandboxer.composessh.run.Removal;
import social.coulomb.sandboxer.composessh.workspace.ComposeFileChoice;
import social.coulomb.sandboxer.composessh.workspace.StagedWorkspace;
import social.coulomb.sandboxer.composessh.workspace.WorkspaceSources;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.HostDirectory;
import social.coulomb.sandboxer.host.basedir.BaseDirectory;
import social.coulomb.sandboxer.host.basedir.ShellBaseDirectory;
import social.coulomb.sandboxer.host.engine.EngineInfo;
import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.sync.WorkspaceSync;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.SandboxReference;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.TeardownReport;

/// Runs a compose project in a directory of its own on a host reached over SSH.
final class ComposeSshExtension implements Extension {

    private final HostDirectory hosts;
    private final WorkspaceSources sources;
    private final Function<HostShell, WorkspaceSync> syncs;
    private final Duration patience;
    private final Clock clock;

    /// @param patience how long the services may take to run once their images are there
    ComposeSshExtension(
            HostDirectory hosts,
            WorkspaceSources sources,
            Function<HostShell, WorkspaceSync> syncs,
            Duration patience,
            Clock clock) {
        this.hosts = hosts;
        this.sources = sources;
        this.syncs = syncs;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Provisioned provision(ProvisionRequest request, OperationContext context) throws ExtensionFailure {
        try {
            return establish(request, context);
        } catch (ExtensionFailure e) {
            throw e.redacted(request.secrets());
        }
    }

    private Provisioned establish(ProvisionRequest request, OperationContext context) throws ExtensionFailure {
        RequestInputs.check(request);
        context.progress().report("Reading the workspace");
        try (StagedWorkspace workspace = sources.open(request, context.cancellation())) {
            String composeFile = ComposeFileChoice.choose(request, workspace.root());
            return onHost(request, context, (operation, site) -> {
                ContainedProject project = contain(request, site, workspace, composeFile);
                Enforcement.refuseImpossible(request.profile(), project);
                Establishing establishing = new Establishing(operation, site, patience);
                establishing.claim(base(operation), marker(request.identity(), request));
                WorkspaceSync sync = syncs.apply(operation.host().shell());
                try {
                    return establishing.up(project, request, workspace, sync);
                } catch (ExtensionFailure.Refused e) {
                    // What may not be is not left running until the caller has decided what to do.
                    remove(operation, site);
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new ExtensionFailure.Transient(
                    "WorkspaceUnreadable", "The workspace cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Observation observe(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        return onHost(sandbox, context, Observing::observe);
    }

    @Override
    public TeardownReport teardown(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        return onHost(sandbox, context, this::remove);
    }

    private TeardownReport remove(HostOperation operation, ProjectSite site) throws ExtensionFailure {
        return new Removal(operation, site).run(base(operation), marker(site.identity(), null));
    }

    private static ContainedProject contain(
            ProvisionRequest request, ProjectSite site, StagedWorkspace workspace, String composeFile)
            throws ExtensionFailure, IOException {
        ContainmentRules rules = new ContainmentRules(
                site.project(),
                site.workspace(),
                site.labels(),
                request.profile().network(),
                request.profile().resources());
        try {
            return new Containment(Workspace.of(workspace.root(), workspace.files()), rules).contain(composeFile);
        } catch (ComposeRefused e) {
            throw new ExtensionFailure.Refused("ComposeRefused", composeFile + ": " + e.getMessage(), e);
        }
    }

    private <T> T onHost(SandboxReference sandbox, OperationContext context, HostWork<T> work) throws ExtensionFailure {
        return onHost(sandbox, Secrets.NONE, Map.of(), context, work);
    }

    private <T> T onHost(ProvisionRequest request, OperationContext context, HostWork<T> work) throws ExtensionFailure {
        return onHost(request.reference(), request.secrets(), request.labels(), context, work);
    }

    private <T> T onHost(
            SandboxReference sandbox,
            Secrets secrets,
            Map<String, String> attribution,
            OperationContext context,
            HostWork<T> work)
            throws ExtensionFailure {
        String name = sandbox.host();
        if (name == null) {
            throw new ExtensionFailure.Refused("HostMissing", "This backend needs a host, and none was chosen.");
        }
        try {
            Host host = hosts.host(name);
            try (HostOperation operation = new HostOperation(host, context, secrets, clock)) {
                return work.on(operation, site(host, sandbox.identity(), attribution));
            }
        } catch (RuntimeException e) {
            throw HostFailures.translate(name, e);
        } catch (IOException e) {
            throw new ExtensionFailure.Transient(
                    "WorkspaceUnreadable", "The workspace cannot be read: " + e.getMessage(), e);
        }
    }

    private static ProjectSite site(Host host, SandboxIdentity identity, Map<String, String> attribution)
            throws ExtensionFailure.Transient {
        EngineInfo engine = host.engine();
        if (!engine.isUsable()) {
            throw new ExtensionFailure.Transient(
                    "EngineUnusable", "Host " + host.name() + " has no usable container engine: " + engine.problem());
        }
        return new ProjectSite(engine, host.settings().baseDir(), identity, attribution);
    }

    private static BaseDirectory base(HostOperation operation) {
        Host host = operation.host();
        return new ShellBaseDirectory(host.shell(), host.settings().baseDir());
    }

    private SandboxMarker marker(SandboxIdentity identity, @Nullable ProvisionRequest request) {
        return new SandboxMarker(
                identity.sandboxId(),
                identity.uid(),
                identity.installation(),
                identity.incarnation(),
                identity.backendName(),
                request == null ? null : request.profile().id().value(),
                clock.instant(),
                request == null ? Map.of() : request.labels());
    }

    /// What is done on a host once it is found.
    private interface HostWork<T> {
        T on(HostOperation operation, ProjectSite site) throws ExtensionFailure, IOException;
    }
}
