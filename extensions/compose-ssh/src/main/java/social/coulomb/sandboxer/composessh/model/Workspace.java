package social.coulomb.sandboxer.composessh.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The workspace as it will stand on the host: nothing that is named in it may lead out of it.
///
/// Links are followed by hand, because on the host they lead elsewhere than here.
///
/// @param root the local copy's real path
/// @param entries what of it belongs to the workspace: files, links, and the directories above them, relative
///     to it
public record Workspace(Path root, Set<String> entries) {

    private static final int MOST_LINKS = 40;
    private static final int LARGEST_TEXT = 1 << 20;

    public Workspace {
        entries = Set.copyOf(entries);
    }

    /// The workspace that consists of these files, relative to the root.
    public static Workspace of(Path root, List<Path> files) {
        Set<String> entries = new HashSet<>();
        for (Path file : files) {
            for (Path entry = file.normalize(); entry != null && entries.add(entry.toString()); ) {
                entry = entry.getParent();
            }
        }
        return new Workspace(root, entries);
    }

    /// The place inside the workspace that the path means, `""` for the workspace itself; empty when it leads
    /// out.
    ///
    /// @param base the directory, inside the workspace, that a relative path starts from; `""` for the top
    Optional<String> inside(String base, String path) throws IOException {
        if (path.startsWith("/") || path.startsWith("~") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Deque<String> steps = new ArrayDeque<>();
        push(steps, path);
        push(steps, base);
        Deque<String> done = new ArrayDeque<>();
        int links = 0;
        while (!steps.isEmpty()) {
            String step = steps.pop();
            if (step.equals("..")) {
                if (done.pollLast() == null) {
                    return Optional.empty();
                }
                continue;
            }
            done.addLast(step);
            Path here = root.resolve(String.join("/", done));
            if (Files.isSymbolicLink(here)) {
                String target = Files.readSymbolicLink(here).toString();
                if (target.startsWith("/") || ++links > MOST_LINKS) {
                    return Optional.empty();
                }
                done.removeLast();
                push(steps, target);
            }
        }
        return Optional.of(String.join("/", done));
    }

    /// The file's text, when it is a regular file of text inside the workspace.
    ///
    /// @param place as [#inside] gave it
    /// @throws ComposeRefused when it is too large to be read
    Optional<String> read(String place) throws ComposeRefused, IOException {
        if (!isFile(place)) {
            return Optional.empty();
        }
        if (Files.size(root.resolve(place)) > LARGEST_TEXT) {
            throw new ComposeRefused(place, "is larger than " + LARGEST_TEXT + " bytes");
        }
        try {
            return Optional.of(Files.readString(root.resolve(place), StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// @param place as [#inside] gave it
    boolean isFile(String place) {
        return exists(place) && Files.isRegularFile(root.resolve(place), LinkOption.NOFOLLOW_LINKS);
    }

    boolean exists(String place) {
        return place.isEmpty() || entries.contains(place);
    }

    private static void push(Deque<String> steps, String path) {
        String[] parts = path.split("/", -1);
        for (int index = parts.length - 1; index >= 0; index--) {
            if (!parts[index].isEmpty() && !parts[index].equals(".")) {
                steps.push(parts[index]);
            }
        }
    }
}
