package social.coulomb.sandboxer.app.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Files that are packed into the program, read from its jar or from the build's folder.
public final class BundledFiles {

    private BundledFiles() {}

    /// The regular files below a resource folder by their path relative to it, sorted.
    ///
    /// @param folder absolute resource path such as `/catalog`
    public static Map<String, String> textsIn(String folder) {
        URL place = BundledFiles.class.getResource(folder);
        if (place == null) {
            throw new IllegalStateException("resource folder " + folder + " is not packed into this program");
        }
        try {
            URLConnection connection = place.openConnection();
            if (!(connection instanceof JarURLConnection packed)) {
                return texts(Path.of(URI.create(place.toString())));
            }
            // As a plain jar, which the class loader has indexed already; as a file system it would be read whole
            // again.
            packed.setUseCaches(false);
            try (JarFile jar = packed.getJarFile()) {
                return texts(jar, folder.substring(1) + "/");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(JarFile jar, String prefix) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        List<JarEntry> entries = jar.stream()
                .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
                .toList();
        for (JarEntry entry : entries) {
            try (InputStream content = jar.getInputStream(entry)) {
                texts.put(
                        entry.getName().substring(prefix.length()),
                        new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
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
