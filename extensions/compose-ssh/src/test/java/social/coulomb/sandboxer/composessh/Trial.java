package social.coulomb.sandboxer.composessh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import social.coulomb.sandboxer.composessh.workspace.WorkspaceSources;
import social.coulomb.sandboxer.host.sync.ManifestSync;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.LocalSources;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Progress;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.TeardownReport;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// One sandbox of one test on a real host: its workspace, and the calls that a controller would make.
final class Trial implements AutoCloseable {

    private final TestHost host;
    private final Path workspace;
    private final SandboxIdentity identity;
    private final List<String> mentions = new ArrayList<>();

    Trial(TestHost host, Path directory) throws IOException {
        this.host = host;
        this.workspace = Files.createDirectories(
                directory.toRealPath().resolve(UUID.randomUUID().toString()));
        this.identity = new SandboxIdentity("trial", UUID.randomUUID().toString(), 1, "default", "trial");
    }

    /// Writes a file of the workspace; IMAGE stands for the host's test image.
    Trial file(String name, String content) throws IOException {
        Path file = workspace.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content.replace("IMAGE", host.image()));
        return this;
    }

    Path workspace() {
        return workspace;
    }

    String project() {
        return identity.backendName();
    }

    /// Its directory on the host.
    String directory() {
        return host.host().settings().baseDir() + "/" + identity.sandboxId();
    }

    SandboxIdentity identity() {
        return identity;
    }

    Provisioned provision() throws ExtensionFailure {
        return provision(TestProfiles.standard());
    }

    Provisioned provision(Profile profile) throws ExtensionFailure {
        return provision(request(profile), new Cancellation());
    }

    Provisioned provision(Secrets secrets) throws ExtensionFailure {
        return provision(request(TestProfiles.standard(), secrets, Map.of()), new Cancellation());
    }

    Provisioned provision(ProvisionRequest request, Cancellation cancellation) throws ExtensionFailure {
        return extension().provision(request, context(cancellation));
    }

    /// Provisions, and tells how that ended in one word.
    String outcome(Cancellation cancellation) {
        try {
            provision(request(TestProfiles.standard()), cancellation);
            return "provisioned";
        } catch (ExtensionFailure e) {
            return e.reason();
        }
    }

    ProvisionRequest request(Profile profile) {
        return request(profile, Secrets.NONE, Map.of());
    }

    ProvisionRequest request(Profile profile, Secrets secrets, Map<String, String> labels) {
        return new ProvisionRequest(
                identity, profile, Map.of("repo", workspace.toString()), host.name(), secrets, labels);
    }

    Observation observe() throws ExtensionFailure {
        return extension().observe(request(TestProfiles.standard()).reference(), context(new Cancellation()));
    }

    TeardownReport teardown() throws ExtensionFailure {
        return extension().teardown(request(TestProfiles.standard()).reference(), context(new Cancellation()));
    }

    /// What a shell inside a service's container prints, both outputs together, and its exit status on the last
    /// line.
    String inside(String service, String script) {
        return host.output(
                "exec 2>&1; id=$(" + host.engine() + " ps -q --filter label=com.docker.compose.project=$1"
                        + " --filter label=com.docker.compose.service=$2); " + host.engine()
                        + " exec \"$id\" /bin/sh -c \"$3\"; echo $?",
                project(),
                service,
                script);
    }

    /// Everything on the host that has to do with this sandbox, by the host's own tools; empty when nothing
    /// has.
    String remains() {
        return host.output(
                """
                engine=$1; project=$2; id=$3; base=$4
                external=; [ "$engine" = docker ] || external=--external
                $engine ps -a $external --format '{{.Names}} {{.Image}} {{.Command}}' | grep -e "$project" -e buildah
                [ "$engine" = podman ] || $engine ps -a --format '{{.Names}} {{.Command}}' | grep 'sleep 60'
                $engine network ls --format '{{.Name}}' | grep "$project"
                $engine volume ls --format '{{.Name}}' | grep "$project"
                $engine images --format '{{.Repository}}' | grep "$project"
                ls -d "$base/$id" 2>/dev/null
                iptables -S | grep "$project"
                ip6tables -S | grep "$project"
                ps ax -o args | grep -e "$project" | grep -v grep
                :
                """,
                host.engine(),
                project(),
                identity.sandboxId(),
                host.host().settings().baseDir());
    }

    List<String> progress() {
        return List.copyOf(mentions);
    }

    private Extension extension() {
        return new ComposeSshExtension(
                host.directory(),
                new WorkspaceSources(new LocalSources(List.of(workspace), workspace)),
                ManifestSync::new,
                Duration.ofSeconds(20),
                Clock.systemUTC());
    }

    private OperationContext context(Cancellation cancellation) {
        Progress progress = mentions::add;
        return new OperationContext(progress, cancellation, Instant.now().plusSeconds(120));
    }

    @Override
    public void close() throws ExtensionFailure {
        teardown();
    }
}
