package social.coulomb.sandboxer.composessh.run;

import java.time.Clock;
import java.time.Duration;
import social.coulomb.sandboxer.host.Host;
import social.coulomb.sandboxer.host.shell.CancelSignal;
import social.coulomb.sandboxer.host.shell.CancelSource;
import social.coulomb.sandboxer.host.shell.CommandRequest;
import social.coulomb.sandboxer.host.shell.CommandResult;
import social.coulomb.sandboxer.host.shell.SectionedOutput;
import social.coulomb.sandboxer.sdk.Cancellation;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;

/// One call of the extension on one host: its commands end with the caller's wish to stop and with its
/// deadline.
public final class HostOperation implements AutoCloseable {

    private final Host host;
    private final OperationContext context;
    private final Clock clock;
    private final CancelSource cancel = new CancelSource();
    private final Cancellation.Registration registration;

    public HostOperation(Host host, OperationContext context, Clock clock) {
        this.host = host;
        this.context = context;
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
        CommandResult result = host.shell().run(CommandRequest.script(script).within(remaining()), cancel);
        SectionedOutput output = SectionedOutput.parse(result.outputText());
        if (output.sections().isEmpty()) {
            throw new ExtensionFailure.Transient(
                    "HostScriptFailed",
                    "Host " + host.name() + " did not run a script: "
                            + ReportedFailure.brief(result.errorText().strip()));
        }
        ReportedFailure.throwIfAny(output);
        return output;
    }

    @Override
    public void close() {
        registration.close();
    }
}
