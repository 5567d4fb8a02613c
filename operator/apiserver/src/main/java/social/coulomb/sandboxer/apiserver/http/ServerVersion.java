package social.coulomb.sandboxer.apiserver.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Which Kubernetes the API behaves like, for clients that decide by it.
final class ServerVersion {

    private static final String MAJOR = "1";
    private static final String MINOR = "36";
    private static final String OLDEST_MINOR = "35";

    private ServerVersion() {}

    static ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("major", MAJOR).put("minor", MINOR);
        document.put("emulationMajor", MAJOR).put("emulationMinor", MINOR);
        document.put("minCompatibilityMajor", MAJOR).put("minCompatibilityMinor", OLDEST_MINOR);
        document.put("gitVersion", "v" + MAJOR + "." + MINOR + ".0+sandboxer");
        document.put("gitCommit", "").put("gitTreeState", "clean").put("buildDate", "1970-01-01T00:00:00Z");
        document.put("goVersion", "none").put("compiler", "javac");
        document.put("platform", System.getProperty("os.name", "") + "/" + System.getProperty("os.arch", ""));
        return document;
    }
}
