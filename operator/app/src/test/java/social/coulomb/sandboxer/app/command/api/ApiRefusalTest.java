package social.coulomb.sandboxer.app.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;

/// Every answer of the API that is no success has an exit code and says what to do.
class ApiRefusalTest {

    @Test
    void whatIsWrongInItselfIsToldInTheApisWords() {
        StartFailure told = ApiRefusal.explain(failure(422, "spec.ttl: Invalid value: \"5x\""));

        assertThat(told.exit()).isEqualTo(Exit.INVALID);
        assertThat(told).hasMessage("Refused: spec.ttl: Invalid value: \"5x\"");
    }

    @Test
    void aConflictNamesTheFieldAndItsOwner() {
        StartFailure told = ApiRefusal.explain(new KubernetesClientException(new StatusBuilder()
                .withCode(409)
                .withMessage("Apply failed with 1 conflict")
                .withNewDetails()
                .addNewCause(
                        ".spec.ttl",
                        "conflict with \"argocd-controller\" using sandboxer.coulomb.social/v1alpha1",
                        "FieldManagerConflict")
                .endDetails()
                .build()));

        assertThat(told.exit()).isEqualTo(Exit.CONFLICT);
        assertThat(told)
                .hasMessageStartingWith("spec.ttl is set by 'argocd-controller'")
                .hasMessageContaining("in git");
    }

    @Test
    void aConflictOfVersionsMayBeTriedAgain() {
        assertThat(ApiRefusal.explain(failure(409, "the object has been modified")))
                .hasMessageContaining("Try again");
    }

    @Test
    void missingDefinitionsComeWithTheirCure() {
        assertThat(ApiRefusal.explain(failure(404, "the server could not find the requested resource")))
                .hasMessageContaining("kubectl apply -f crds/");
    }

    @Test
    void missingRightsAreNamed() {
        StartFailure told = ApiRefusal.explain(failure(403, "sandboxes is forbidden"));

        assertThat(told.exit()).isEqualTo(Exit.API);
        assertThat(told).hasMessageContaining("sandboxes is forbidden").hasMessageContaining("administrator");
    }

    @Test
    void anApiThatDoesNotAnswerIsNamedWithTheCause() {
        StartFailure told = ApiRefusal.explain(
                new KubernetesClientException("Operation failed", new ConnectException("Connection refused")));

        assertThat(told.exit()).isEqualTo(Exit.API);
        assertThat(told).hasMessageContaining("Connection refused");
    }

    private static KubernetesClientException failure(int code, String message) {
        return new KubernetesClientException(
                new StatusBuilder().withCode(code).withMessage(message).build());
    }
}
