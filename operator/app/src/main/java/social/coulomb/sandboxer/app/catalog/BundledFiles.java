package social.coulomb.sandboxer.app.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Files that are packed into the program. The build lists them: an archive of this size takes long to search.
public final class BundledFiles {

    private static final String INDEX = "/bundled.index";

    private BundledFiles() {}

    /// The files below a resource folder by their path relative to it, sorted.
    ///
    /// @param folder absolute resource path such as `/catalog`
    public static Map<String, String> textsIn(String folder) {
        String prefix = folder.substring(1) + "/";
        Map<String, String> texts = new TreeMap<>();
        text(INDEX)
                .lines()
                .filter(path -> path.startsWith(prefix))
                .forEach(path -> texts.put(path.substring(prefix.length()), text("/" + path)));
        if (texts.isEmpty()) {
            throw missing(folder);
        }
        return texts;
    }

    private static String text(String resource) {
        try (InputStream content = BundledFiles.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw missing(resource);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException missing(String resource) {
        return new IllegalStateException(resource + " is not packed into this program: build it anew");
    }
}
