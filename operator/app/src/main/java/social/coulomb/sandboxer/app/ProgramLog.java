package social.coulomb.sandboxer.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/// One log for everything in the process, the libraries included: standard error, one line an entry.
final class ProgramLog {

    private static final String OWN_FILE = "java.util.logging.config.file";

    private ProgramLog() {}

    /// A file that the user names wins over the bundled configuration.
    static void configure() {
        if (System.getProperty(OWN_FILE) != null) {
            return;
        }
        try (InputStream file = ProgramLog.class.getResourceAsStream("/logging.properties")) {
            if (file != null) {
                LogManager.getLogManager().readConfiguration(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the bundled log configuration cannot be read", e);
        }
    }
}
