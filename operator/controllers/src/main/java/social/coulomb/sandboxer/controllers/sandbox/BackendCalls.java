package social.coulomb.sandboxer.controllers.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoint;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoints;
import social.coulomb.sandboxer.controllers.routing.BackendHealth.Outcome;
import social.coulomb.sandboxer.controllers.routing.Experience;
import social.coulomb.sandboxer.controllers.secrets.SecretResolution;
import social.coulomb.sandboxer.controllers.secrets.SecretSource;
import social.coulomb.sandboxer.controllers.steplog.StepLog;
import social.coulomb.sandboxer.crds.SandboxerApi;
import social.coulomb.sandboxer.crds.sandbox.Consumer;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;
import social.coulomb.sandboxer.sdk.ExtensionFailure;
import social.coulomb.sandboxer.sdk.OperationContext;
import social.coulomb.sandboxer.sdk.ProvisionRequest;
import social.coulomb.sandboxer.sdk.Provisioned;
import social.coulomb.sandboxer.sdk.SandboxIdentity;
import social.coulomb.sandboxer.sdk.SandboxReference;
import social.coulomb.sandboxer.sdk.Secrets;
import social.coulomb.sandboxer.sdk.TeardownReport;
import social.coulomb.sandboxer.sdk.catalog.Profile;

/// Calls backends with all that they are to be given, and keeps what failing steps say. Blocks.
///
/// @param tenancy who a sandbox is made for
/// @param secrets what it is given
/// @param log where the output of failing steps is kept
/// @param experience what routing learns from the calls
record BackendCalls(
        Tenancy tenancy, SecretSource secrets, StepLog log, Experience experience, FaultPoints faults, Clock clock) {

    static final String SECRET_MISSING = "SecretMissing";
    static final String SECRETS_UNKNOWN = "SecretsUnknown";

    private static final Duration SECRETS_PAUSE = Duration.ofSeconds(10);

    /// @param profile the recipe as it was when the sandbox was routed
    Provisioned provision(
            Sandbox sandbox,
            Workplace.Usable at,
            Profile profile,
            SandboxIdentity identity,
            int attempt,
            OperationContext context)
            throws ExtensionFailure {
        return logged(sandbox, identity, attempt, () -> {
            Map<String, String> inputs = sandbox.getSpec().inputs();
            Secrets values = resolve(identity.namespace(), profile, inputs);
            ProvisionRequest request =
                    new ProvisionRequest(identity, profile, inputs, at.host(), values, labels(sandbox));
            OperationContext heard = new OperationContext(
                    said -> context.progress().report(values.redact(said)), context.cancellation(), context.deadline());
            faults.reached(FaultPoint.PROVISION_BEGUN);
            Provisioned provisioned = learning(
                    at,
                    identity.uid(),
                    () -> discreet(values, () -> at.extension().provision(request, heard)));
            faults.reached(FaultPoint.PROVISIONED);
            return provisioned;
        });
    }

    /// Whatever a backend says of its trouble, it tells no secret.
    private static <R> R discreet(Secrets values, Call<R> call) throws ExtensionFailure {
        try {
            return call.run();
        } catch (ExtensionFailure e) {
            throw e.redacted(values);
        }
    }

    private Provisioned learning(Workplace.Usable at, String uid, Call<Provisioned> call) throws ExtensionFailure {
        Instant begun = clock.instant();
        try {
            Provisioned provisioned = call.run();
            experience.latencies().record(at.extensionId(), at.host(), Duration.between(begun, clock.instant()));
            experience.health().record(at.extensionId(), at.host(), uid, Outcome.of(null));
            return provisioned;
        } catch (ExtensionFailure e) {
            experience.health().record(at.extensionId(), at.host(), uid, Outcome.of(e));
            throw e;
        }
    }

    TeardownReport tearDown(
            Sandbox sandbox, Workplace.Usable at, SandboxIdentity identity, int attempt, OperationContext context)
            throws ExtensionFailure {
        return logged(sandbox, identity, attempt, () -> {
            faults.reached(FaultPoint.TEARDOWN_BEGUN);
            TeardownReport report = at.extension().teardown(new SandboxReference(identity, at.host()), context);
            faults.reached(FaultPoint.TORN_DOWN);
            return report;
        });
    }

    private Secrets resolve(String namespace, Profile profile, Map<String, String> inputs) throws ExtensionFailure {
        return switch (secrets.resolve(namespace, profile, inputs)) {
            case SecretResolution.Resolved(Secrets values) -> values;
            case SecretResolution.Missing missing ->
                throw new ExtensionFailure.Waiting(SECRET_MISSING, missing.message(), SECRETS_PAUSE);
            case SecretResolution.Unknown(String message) ->
                throw new ExtensionFailure.Transient(SECRETS_UNKNOWN, message);
        };
    }

    private Map<String, String> labels(Sandbox sandbox) {
        Map<String, String> labels = new TreeMap<>(tenancy.selectors(sandbox));
        labels.put(SandboxerApi.GROUP + "/namespace", sandbox.getMetadata().getNamespace());
        labels.put(SandboxerApi.GROUP + "/name", sandbox.getMetadata().getName());
        Consumer consumer = tenancy.consumer(sandbox);
        if (consumer != null && consumer.runId() != null) {
            labels.put(SandboxerApi.RUN_ID_ANNOTATION, consumer.runId());
        }
        return labels;
    }

    private interface Call<R> {
        R run() throws ExtensionFailure;
    }

    private <R> R logged(Sandbox sandbox, SandboxIdentity identity, int attempt, Call<R> call) throws ExtensionFailure {
        try {
            return call.run();
        } catch (ExtensionFailure.Cancelled e) {
            throw e;
        } catch (ExtensionFailure e) {
            log.record(sandbox, identity.incarnation(), attempt, e);
            throw e;
        }
    }
}
