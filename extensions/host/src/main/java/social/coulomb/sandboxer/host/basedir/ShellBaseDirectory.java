package social.coulomb.sandboxer.host.basedir;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import social.coulomb.sandboxer.host.inventory.SandboxMarker;
import social.coulomb.sandboxer.host.inventory.SandboxMarkers;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.HostShell;
import social.coulomb.sandboxer.host.shell.ScriptResource;

/// A base directory looked after by shell scripts, each one round trip.
public final class ShellBaseDirectory implements BaseDirectory {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._@+-]+){2,}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration REMOVAL_LIMIT = Duration.ofMinutes(5);
    private static final int UNSAFE = 3;
    private static final int ANOTHERS = 4;
    private static final int FULL = 5;

    private final HostShell shell;
    private final String path;

    /// @param path absolute and at least two levels deep, of letters, digits and `._@+-`
    /// @throws IllegalArgumentException if the path could mean something else than it seems
    public ShellBaseDirectory(HostShell shell, String path) {
        if (!isAcceptable(path)) {
            throw new IllegalArgumentException(
                    "a base directory is an absolute path of at least two levels, without \"..\", spaces or special characters: \"%s\""
                            .formatted(path));
        }
        this.shell = shell;
        this.path = path;
    }

    /// True if a base directory may have this path.
    public static boolean isAcceptable(String path) {
        return PATH.matcher(path).matches()
                && !Pattern.compile("/\\.{1,2}(/|$)").matcher(path).find();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public HostIdentity claim(HostIdentity expected, CancelSignal cancel) {
        String found = succeed(run(
                "claim.sh",
                LIMIT,
                cancel,
                path,
                HostIdentities.write(expected),
                UUID.randomUUID().toString()));
        return HostIdentities.read(found)
                .orElseThrow(() -> new UnsafeDirectory("%s/%s is not a record of ours: remove it if nobody uses it"
                        .formatted(path, HostIdentity.FILE_NAME)));
    }

    @Override
    public void release(HostIdentity ours, CancelSignal cancel) {
        succeed(run("release.sh", LIMIT, cancel, path, HostIdentities.ownerMember(ours)));
    }

    @Override
    public String create(SandboxMarker marker, CancelSignal cancel) {
        CommandResult result =
                run("create.sh", LIMIT, cancel, path, named(marker.sandboxId()), SandboxMarkers.write(marker));
        if (result.exitStatus() == ANOTHERS && isSame(marker, result.outputText())) {
            return result.outputText().lines().findFirst().orElseThrow();
        }
        return succeed(result);
    }

    /// A marker written by an earlier attempt differs in its time only.
    private static boolean isSame(SandboxMarker marker, String output) {
        return output.lines()
                .skip(1)
                .findFirst()
                .flatMap(SandboxMarkers::read)
                .filter(found -> found.uid().equals(marker.uid())
                        && found.installation().equals(marker.installation())
                        && found.incarnation() == marker.incarnation())
                .isPresent();
    }

    @Override
    public int remove(SandboxMarker marker, CancelSignal cancel) {
        return Integer.parseInt(succeed(run(
                "remove.sh",
                REMOVAL_LIMIT,
                cancel,
                path,
                named(marker.sandboxId()),
                SandboxMarkers.ownerMember(marker))));
    }

    private CommandResult run(String script, Duration limit, CancelSignal cancel, String... arguments) {
        String text = ScriptResource.load(ShellBaseDirectory.class, "basedir.sh")
                + ScriptResource.load(ShellBaseDirectory.class, script);
        return shell.run(CommandRequest.script(text, arguments).within(limit), cancel);
    }

    private String succeed(CommandResult result) {
        return switch (result.exitStatus()) {
            case 0 -> result.outputText().strip();
            case UNSAFE -> throw new UnsafeDirectory(result.errorText().strip());
            case ANOTHERS ->
                throw new UnsafeDirectory("a directory in %s belongs to another sandbox: %s"
                        .formatted(path, result.outputText().strip()));
            case FULL -> throw DirectoryRefused.full(path);
            default -> throw DirectoryRefused.because(path, result.errorText().strip());
        };
    }

    private static String named(String sandboxId) {
        if (!NAME.matcher(sandboxId).matches()) {
            throw new IllegalArgumentException("not the id of a sandbox: \"%s\"".formatted(sandboxId));
        }
        return sandboxId;
    }
}
