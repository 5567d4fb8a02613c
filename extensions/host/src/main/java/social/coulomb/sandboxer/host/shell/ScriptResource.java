package social.coulomb.sandboxer.host.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Shell scripts that ship as files beside the classes that send them.
public final class ScriptResource {
    private ScriptResource() {}

    /// The text of `name` beside `owner`.
    public static String load(Class<?> owner, String name) {
        try (InputStream file = owner.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("missing script: " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same, with what it takes to print sections before it; see [SectionedOutput].
    public static String loadSectioned(Class<?> owner, String name) {
        return load(ScriptResource.class, "sections.sh") + load(owner, name);
    }
}
