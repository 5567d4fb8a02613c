package social.coulomb.sandboxer.app.command.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long a sandbox and its record live, and what a later change of its spec does.
final class LifetimeOptions {

    @Option(names = "--ttl", paramLabel = "DURATION", description = "How long it lives once ready, such as 2h.")
    private @Nullable String ttl;

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            description = "End it when nobody has used it for so long.")
    private @Nullable String idleTimeout;

    @Option(
            names = "--establish-timeout",
            paramLabel = "DURATION",
            description = "How long establishing may take; 10m without it.")
    private @Nullable String establishTimeout;

    @Option(
            names = "--retain",
            description = "Keep the object as a record once the sandbox has ended; without it, for 24h.")
    private boolean retained;

    @Option(
            names = {"--update-policy", "--recreate-policy"},
            paramLabel = "POLICY",
            description = "When a changed profile, input, host or route takes effect: OnRecreate (without it) or"
                    + " Immediately.")
    private @Nullable String updatePolicy;

    /// As it stands in a spec. What a person creates by hand goes away by itself once it has ended, so that
    /// records do not pile up.
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (retained) {
            fields.put("shutdownPolicy", "Retain");
        } else {
            fields.put("shutdownPolicy", "Delete");
            fields.put("ttlAfterFinished", "24h");
        }
        putIfGiven(fields, "ttl", ttl);
        putIfGiven(fields, "idleTimeout", idleTimeout);
        putIfGiven(fields, "establishTimeout", establishTimeout);
        putIfGiven(fields, "updatePolicy", updatePolicy);
        return fields;
    }

    private static void putIfGiven(Map<String, Object> fields, String field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }
}
