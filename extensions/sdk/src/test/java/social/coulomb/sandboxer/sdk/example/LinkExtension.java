package social.coulomb.sandboxer.sdk.example;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.DurationText;
import social.coulomb.sandboxer.sdk.Extension;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Observation;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.Reachability;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.SandboxReference;
import social.coulomb.sandboxer.sdk.TeardownReport;

/// A whole backend in small: a sandbox is a symbolic link, and where it leads says whose it is. So it has its owner's
/// mark from the moment it exists.
final class LinkExtension implements Extension {

    private final Path folder;

    LinkExtension(Path folder) {
        this.folder = folder;
    }

    @Override
    public Provisioned provision(ProvisionRequest request, OperationContext context) throws ExtensionFailure {
        Duration time = time(request.inputs());
        SandboxReference sandbox = request.reference();
        context.progress().report("Making " + link(sandbox));
        if (!exists(sandbox)) {
            pause(time, context.cancellation());
            make(sandbox);
        }
        return new Provisioned(reachability(sandbox), List.of());
    }

    @Override
    public Observation observe(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        return exists(sandbox) ? new Observation.Running(reachability(sandbox)) : new Observation.Absent();
    }

    @Override
    public TeardownReport teardown(SandboxReference sandbox, OperationContext context) throws ExtensionFailure {
        if (!exists(sandbox)) {
            return new TeardownReport(List.of());
        }
        try {
            Files.deleteIfExists(link(sandbox));
            return new TeardownReport(List.of("link " + link(sandbox)));
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /// Inputs come from users: what is not known is refused, by name and with the cure.
    private static Duration time(Map<String, String> inputs) throws ExtensionFailure.Refused {
        for (String input : inputs.keySet()) {
            if (!input.equals("time")) {
                throw new ExtensionFailure.Refused("InputUnknown", "Input '" + input + "': only 'time' is known.");
            }
        }
        String time = inputs.get("time");
        try {
            return time == null ? Duration.ZERO : DurationText.parse(time);
        } catch (IllegalArgumentException e) {
            throw new ExtensionFailure.Refused("InputInvalid", "Input 'time': " + e.getMessage(), e);
        }
    }

    /// Only one mark counts, and only "no such file" counts as absent: any other trouble says nothing.
    private boolean exists(SandboxReference sandbox) throws ExtensionFailure {
        try {
            Path seen = Files.readSymbolicLink(link(sandbox));
            if (!seen.equals(mark(sandbox))) {
                throw new ExtensionFailure.NotOurs("NotOurs", link(sandbox) + " is the link of " + seen + ".");
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private void make(SandboxReference sandbox) throws ExtensionFailure {
        try {
            Files.createDirectories(folder);
            Files.createSymbolicLink(link(sandbox), mark(sandbox));
        } catch (FileAlreadyExistsException e) {
            exists(sandbox); // another attempt was faster, or it is a stranger's
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private static void pause(Duration time, Cancellation cancellation) throws ExtensionFailure {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (var registration = cancellation.onCancel(cancelled::countDown)) {
            if (cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ExtensionFailure.Cancelled("The operation was cancelled.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtensionFailure.Cancelled("The thread was interrupted.");
        }
    }

    private Path link(SandboxReference sandbox) {
        return folder.resolve(sandbox.identity().backendName());
    }

    private static Path mark(SandboxReference sandbox) {
        SandboxIdentity identity = sandbox.identity();
        return Path.of(identity.installation(), identity.uid(), Integer.toString(identity.incarnation()));
    }

    private Reachability reachability(SandboxReference sandbox) {
        return new Reachability(null, link(sandbox).toString(), null, null, List.of());
    }

    private static ExtensionFailure trouble(IOException cause) {
        return new ExtensionFailure.Transient("FolderUnusable", "The folder of links: " + cause, cause);
    }
}
