package social.coulomb.sandboxer.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The program's version, as the build wrote it down.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("/sandboxer.properties")) {
            if (file != null) {
                properties.load(file);
            }
        }
        return new String[] {"sandboxer " + properties.getProperty("version", "unknown")};
    }
}
