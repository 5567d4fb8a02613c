package social.coulomb.sandboxer.composessh.run;

import java.time.Clock;
import java.time.Duration;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CancelSource;
import social.coulomb.sandboxer.host.shell.CommandInput;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.StepOutput;

/// One call of the extension on one host: its commands end with the caller's wish to stop and with its
/// deadline.
public final class HostOperation implements AutoCloseable {

    private final Host host;
    private final OperationContext context;
    private final Secrets secrets;
    private final Clock clock;
    private final CancelSource cancel = new CancelSource();
    private final Cancellation.Registration registration;

    /// @param secrets what nothing that comes back may show
    public HostOperation(Host host, OperationContext context, Secrets secrets, Clock clock) {
        this.host = host;
        this.context = context;
        this.secrets = secrets;
        this.clock = clock;
        this.registration = context.cancellation().onCancel(cancel::raise);
    }

    public Host host() {
        return host;
    }

    public CancelSignal cancel() {
        return cancel;
    }

    /// @param message what is being done now, for people
    public void report(String message) {
        context.progress().report(message);
    }

    /// How long the caller still waits.
    ///
    /// @throws ExtensionFailure.Transient when that time is over
    /// @throws ExtensionFailure.Cancelled when the caller has asked to stop
    public Duration remaining() throws ExtensionFailure {
        context.cancellation().throwIfCancelled();
        Duration remaining = Duration.between(clock.instant(), context.deadline());
        if (!remaining.isPositive()) {
            throw new ExtensionFailure.Transient("DeadlinePassed", "The time for this attempt is over.");
        }
        return remaining;
    }

    /// Runs a script of sections. Its exit status means nothing: every section says itself how it ended.
    SectionedOutput run(String script) throws ExtensionFailure {
        return run(script, CommandInput.none());
    }

    /// The same for a script that reads something.
    SectionedOutput run(String script, CommandInput input) throws ExtensionFailure {
        CommandRequest request =
                CommandRequest.script(script).within(remaining()).withInput(input);
        CommandResult result = host.shell().run(request, cancel);
        SectionedOutput output = SectionedOutput.parse(result.outputText());
        if (output.sections().isEmpty()) {
            String said = secrets.redact(result.errorText().strip());
            throw new ExtensionFailure.Transient(
                            "HostScriptFailed",
                            "Host " + host.name() + " did not run a script: " + ReportedFailure.brief(said))
                    .with(new StepOutput("script", said));
        }
        ReportedFailure.throwIfAny(output, secrets);
        return output;
    }

    @Override
    public void close() {
        registration.close();
    }
}
