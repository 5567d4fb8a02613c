package social.coulomb.sandboxer.composessh.run;

import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// Reads the failure that a script of ours reports: a reason on the first line, then what a person should see.
final class ReportedFailure {

    private static final int LONGEST = 1_500;

    private ReportedFailure() {}

    /// @throws ExtensionFailure sealed by what the reason means for the caller
    static void throwIfAny(SectionedOutput output) throws ExtensionFailure {
        String report = output.text("failed").orElse("");
        if (report.isEmpty()) {
            return;
        }
        int end = report.indexOf('\n');
        String reason = end < 0 ? report : report.substring(0, end);
        String message = end < 0
                ? reason
                : brief(EngineWords.essence(report.substring(end + 1).strip()));
        throw switch (reason) {
            case "NotOurs" -> new ExtensionFailure.NotOurs(reason, message);
            case "CommandNotFound" -> new ExtensionFailure.Refused(reason, message);
            default -> new ExtensionFailure.Transient(reason, message);
        };
    }

    /// The end of a long text, where programs say what went wrong, as one paragraph.
    static String brief(String text) {
        String line = text.replace("\n", " | ");
        return line.length() <= LONGEST ? line : "…" + line.substring(line.length() - LONGEST);
    }
}
