package social.coulomb.sandboxer.host.openssh;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import social.coulomb.sandboxer.host.HostKeyPolicy;
import social.coulomb.sandboxer.host.HostSettings.HostEndpoint;
import social.coulomb.sandboxer.host.hostkey.HostKey;
import social.coulomb.sandboxer.host.hostkey.HostKeyRecords;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.shell.HostFailure.HostKeyRejected.Reason;

/// Reads in the client's log why a login failed; its exit status is 255 for everything. Pure.
final class LoginFailure {
    private static final Pattern SHOWN_KEY = Pattern.compile("Server host key: \\S+ (SHA256:\\S+)");
    private static final int LINES_TOLD = 3;

    private LoginFailure() {}

    static HostFailure explain(HostEndpoint endpoint, HostKeyPolicy policy, String log) {
        if (log.contains("REVOKED HOST KEY DETECTED")) {
            return hostKey(endpoint, policy, Reason.REVOKED, log);
        }
        if (log.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) {
            return hostKey(endpoint, policy, Reason.CHANGED, log);
        }
        if (log.contains("Host key verification failed")) {
            boolean recorded = !onRecord(endpoint, policy).isEmpty();
            return hostKey(endpoint, policy, recorded ? Reason.CHANGED : Reason.UNKNOWN, log);
        }
        if (log.contains("Permission denied (") || log.contains("Too many authentication failures")) {
            return new HostFailure.AuthenticationRejected(
                    "%s does not accept the key; check user, key and certificate (%s)"
                            .formatted(endpoint, lastLines(log)),
                    null);
        }
        return new HostFailure.Unreachable("%s cannot be reached: %s".formatted(endpoint, lastLines(log)), null);
    }

    private static HostFailure hostKey(HostEndpoint endpoint, HostKeyPolicy policy, Reason reason, String log) {
        String seen = "a key that the client does not tell";
        Matcher shown = SHOWN_KEY.matcher(log);
        while (shown.find()) {
            seen = shown.group(1);
        }
        return new HostFailure.HostKeyRejected(
                endpoint.address() + ":" + endpoint.port(), reason, seen, onRecord(endpoint, policy));
    }

    private static List<String> onRecord(HostEndpoint endpoint, HostKeyPolicy policy) {
        return HostKeyRecords.of(policy).onRecord(endpoint.address(), endpoint.port()).stream()
                .map(HostKey::fingerprint)
                .toList();
    }

    private static String lastLines(String log) {
        List<String> told = log.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("debug") && !line.startsWith("OpenSSH_"))
                .toList();
        return told.isEmpty()
                ? "it did not answer in time"
                : String.join("; ", told.subList(Math.max(0, told.size() - LINES_TOLD), told.size()));
    }
}
