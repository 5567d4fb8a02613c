package social.coulomb.sandboxer.app.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

/// Everything that `sandboxer up` keeps: the API's store, telemetry reports, the installation's id.
///
/// @param root for its owner alone (0700)
public record StateDirectory(Path root) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// Makes the directory where it is missing. Repeatable.
    ///
    /// @throws StartFailure when it cannot be made, or others could read it
    public static StateDirectory open(Path root) throws StartFailure {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.getParent() == null ? absolute : absolute.getParent());
            createPrivate(absolute);
            if (!Files.getPosixFilePermissions(absolute).equals(OWNER_ONLY)) {
                throw new StartFailure(
                        Exit.STATE,
                        "State directory " + absolute + " can be read by others, and it holds keys: run chmod 700 "
                                + absolute);
            }
        } catch (IOException e) {
            throw new StartFailure(
                    Exit.STATE,
                    "State directory " + absolute + " cannot be used ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "): name a writable one with --state",
                    e);
        }
        return new StateDirectory(absolute);
    }

    /// Where `sandboxer up` keeps its state when nothing else is said.
    public static Path defaultRoot() {
        String data = System.getenv("XDG_DATA_HOME");
        Path base = data != null && data.startsWith("/")
                ? Path.of(data)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return base.resolve("sandboxer");
    }

    /// The embedded API's own folder.
    public Path api() {
        return root.resolve("api");
    }

    /// How clients reach the embedded API.
    public Path kubeconfig() {
        return api().resolve("kubeconfig");
    }

    /// Full introspection reports, one JSON file a sandbox.
    public Path telemetry() {
        return root.resolve("telemetry");
    }

    /// What backends keep for themselves, a folder for each.
    public Path extensions() {
        return root.resolve("extensions");
    }

    /// Where the bundled canary workspace is unpacked.
    public Path canary() {
        return root.resolve("canary-workspace");
    }

    /// Made once for each state directory; marks everything that these controllers make outside.
    public String installationId() throws StartFailure {
        Path file = root.resolve("installation-id");
        try {
            String fresh = "up-" + UUID.randomUUID();
            Files.writeString(file, fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            return fresh;
        } catch (FileAlreadyExistsException e) {
            return readInstallationId(file);
        } catch (IOException e) {
            throw new StartFailure(Exit.STATE, file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String readInstallationId(Path file) throws StartFailure {
        try {
            String id = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (id.matches("up-[0-9a-f-]{36}")) {
                return id;
            }
        } catch (IOException e) {
            throw new StartFailure(Exit.STATE, file + " cannot be read: " + e.getMessage(), e);
        }
        throw new StartFailure(
                Exit.STATE,
                file + " is damaged: restore it, since sandboxes on hosts are recognised by it; if there are none,"
                        + " remove the file");
    }

    private static void createPrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }
}
