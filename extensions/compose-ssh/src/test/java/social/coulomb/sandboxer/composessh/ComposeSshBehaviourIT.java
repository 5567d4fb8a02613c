package social.coulomb.sandboxer.composessh;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// What sandboxes do, with each engine.
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up 2 --engine podman,docker")
class ComposeSshBehaviourIT {

    @Nested
    class WithPodman extends ComposeSshBehaviour {
        WithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class WithDocker extends ComposeSshBehaviour {
        WithDocker() {
            super("docker alone");
        }
    }
}
