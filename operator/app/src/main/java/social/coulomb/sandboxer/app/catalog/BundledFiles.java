package social.coulomb.sandboxer.app.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Files that are packed into the program, read from its jar or from the build's folder.
public final class BundledFiles {

    private BundledFiles() {}

    /// The regular files below a resource folder by their path relative to it, sorted.
    ///
    /// @param folder absolute resource path such as `/catalog`
    public static Map<String, String> textsIn(String folder) {
        try {
            URI place = BundledFiles.class.getResource(folder) == null
                    ? missing(folder)
                    : BundledFiles.class.getResource(folder).toURI();
            if (!"jar".equals(place.getScheme())) {
                return texts(Path.of(place));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return texts(jar.getPath(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("resource " + folder + " has no usable address", e);
        }
    }

    private static URI missing(String folder) {
        throw new IllegalStateException("resource folder " + folder + " is not packed into this program");
    }

    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> regular = files.filter(Files::isRegularFile).toList();
            for (Path file : regular) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
