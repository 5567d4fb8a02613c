package social.coulomb.sandboxer.composessh.run;

import java.util.Optional;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.StepOutput;

/// Reads the failure that a script of ours reports: a reason on the first line, then what a person should see.
final class ReportedFailure {

    private static final int LONGEST = 1_500;

    private ReportedFailure() {}

    /// @param secrets what must not be shown; taken out before anything is cut
    /// @throws ExtensionFailure sealed by what the reason means for the caller, with what the step said
    static void throwIfAny(SectionedOutput output, Secrets secrets) throws ExtensionFailure {
        String report = secrets.redact(output.text("failed").orElse(""));
        if (report.isEmpty()) {
            return;
        }
        int end = report.indexOf('\n');
        String reason = end < 0 ? report : report.substring(0, end);
        String message = end < 0
                ? reason
                : brief(EngineWords.essence(report.substring(end + 1).strip()));
        ExtensionFailure failure = failure(reason, message);
        said(secrets.redact(output.text("output").orElse(""))).ifPresent(failure::with);
        throw failure;
    }

    private static ExtensionFailure failure(String reason, String message) {
        return switch (reason) {
            case "NotOurs" -> new ExtensionFailure.NotOurs(reason, message);
            case "CommandNotFound" -> new ExtensionFailure.Refused(reason, message);
            default -> new ExtensionFailure.Transient(reason, message);
        };
    }

    /// The step's name stands on the first line.
    private static Optional<StepOutput> said(String output) {
        int end = output.indexOf('\n');
        return end < 0
                ? Optional.empty()
                : Optional.of(new StepOutput(
                        output.substring(0, end), output.substring(end + 1).strip()));
    }

    /// The end of a long text, where programs say what went wrong, as one paragraph.
    static String brief(String text) {
        String line = text.replace("\n", " | ");
        return line.length() <= LONGEST ? line : "…" + line.substring(line.length() - LONGEST);
    }
}
