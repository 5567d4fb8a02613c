package social.coulomb.sandboxer.host.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandInput;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.OutputLimit;
import social.coulomb.sandboxer.host.shell.ScriptResource;
import social.coulomb.sandboxer.host.sync.LocalTree.LocalEntry;

/// Lists what a host has, compares, and sends a tar stream of what differs: one command if nothing does, else
/// two. Needs only sh, find, xargs and tar there.
///
/// Compares kind, permissions, target, size and time of change, not contents. A file that was copied within
/// moments of its last change is sent once more by the next run, since its time would not tell another change.
public final class ManifestSync implements WorkspaceSync {
    private static final OutputLimit LISTING_LIMIT = new OutputLimit(64 << 20);
    private static final Pattern SAFE_DIRECTORY = Pattern.compile("(/[^/\\p{Cntrl}]+){2,}");
    private static final int COMPLAINT_LINES = 3;
    private static final String LIST = script("list.sh");
    private static final String APPLY = script("apply.sh");

    private final HostShell shell;
    private final Clock clock;

    /// @param shell the host's; not closed here
    public ManifestSync(HostShell shell) {
        this(shell, Clock.systemUTC());
    }

    ManifestSync(HostShell shell, Clock clock) {
        this.shell = shell;
        this.clock = clock;
    }

    private static String script(String name) {
        return ScriptResource.load(ManifestSync.class, "enter.sh") + ScriptResource.load(ManifestSync.class, name);
    }

    @Override
    public SyncResult sync(SyncRequest request, CancelSignal cancel) throws IOException {
        requireSafe(request);
        Deadline deadline = new Deadline(request.timeout(), System.nanoTime());
        Set<String> untouched = request.keep().stream().map(EntryNames::ofText).collect(Collectors.toUnmodifiableSet());
        // Reads here while the host lists.
        FutureTask<LocalTree> reading =
                new FutureTask<>(() -> LocalTree.read(request.root(), request.files(), untouched));
        Thread.ofVirtual().name("workspace-reading").start(reading);
        HostTree host = list(request.remoteDirectory(), untouched, deadline, cancel);
        LocalTree local = await(reading);
        SyncPlan plan = SyncPlan.of(local, host, Duration.between(clock.instant(), host.now()));
        if (!plan.isEmpty()) {
            apply(request.remoteDirectory(), plan, local, deadline, cancel);
        }
        return new SyncResult(
                plan.different(), plan.unwanted(), plan.unchanged(), bytes(plan, local), deadline.elapsed());
    }

    private static LocalTree await(FutureTask<LocalTree> reading) throws IOException {
        try {
            return reading.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostFailure.CommandCancelled("the sync of a workspace");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException unreadable -> throw unreadable;
                case RuntimeException wrong -> throw wrong;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private static void requireSafe(SyncRequest request) {
        String directory = request.remoteDirectory();
        if (!SAFE_DIRECTORY.matcher(directory).matches()
                || List.of(directory.split("/")).stream().anyMatch(step -> step.equals(".") || step.equals(".."))) {
            throw new IllegalArgumentException("not a directory that may be kept equal to another: " + directory);
        }
        for (String name : request.keep()) {
            if (name.isEmpty() || name.contains("/") || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException("not the name of something directly in a directory: " + name);
            }
        }
    }

    private HostTree list(String directory, Set<String> untouched, Deadline deadline, CancelSignal cancel) {
        List<String> arguments = new ArrayList<>(List.of(directory));
        untouched.forEach(name -> arguments.add(EntryNames.escaped("./" + EntryNames.pattern(name))));
        CommandResult result = shell.run(command(LIST, arguments, deadline).limitedTo(LISTING_LIMIT), cancel);
        requireSuccess(result);
        if (result.truncated()) {
            throw new SyncRefused("there is too much in %s on the host to list it".formatted(directory));
        }
        return HostTree.parse(result.output());
    }

    private void apply(String directory, SyncPlan plan, LocalTree local, Deadline deadline, CancelSignal cancel)
            throws IOException {
        List<String> arguments =
                List.of(directory, Integer.toString(plan.send().size()), listed(plan.unlock()), listed(plan.remove()));
        CommandInput archive = plan.send().isEmpty() ? CommandInput.none() : new TreeArchive(local, plan.send());
        try {
            requireSuccess(shell.run(command(APPLY, arguments, deadline).withInput(archive), cancel));
        } catch (UncheckedIOException unreadable) {
            throw Objects.requireNonNull(unreadable.getCause());
        }
    }

    private static String listed(List<String> names) {
        return names.stream()
                .map(name -> EntryNames.escaped("./" + name + "\0"))
                .collect(Collectors.joining());
    }

    private static CommandRequest command(String script, List<String> arguments, Deadline deadline) {
        return CommandRequest.script(script, arguments.toArray(String[]::new)).within(deadline.remaining());
    }

    private static void requireSuccess(CommandResult result) {
        if (!result.succeeded()) {
            String complaint = result.errorText().lines().limit(COMPLAINT_LINES).collect(Collectors.joining("; "));
            throw new SyncRefused("the host did not take the workspace: "
                    + (complaint.isEmpty() ? "exit status " + result.exitStatus() : complaint));
        }
    }

    private static long bytes(SyncPlan plan, LocalTree local) {
        return plan.send().stream()
                .map(local.entries()::get)
                .map(LocalEntry::node)
                .mapToLong(node -> node instanceof Node.RegularFile file ? file.size() : 0)
                .sum();
    }

    private record Deadline(Duration limit, long startedAt) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - startedAt);
        }

        Duration remaining() {
            Duration remaining = limit.minus(elapsed());
            if (!remaining.isPositive()) {
                throw new HostFailure.CommandTimedOut("the sync of a workspace", limit);
            }
            return remaining;
        }
    }
}
