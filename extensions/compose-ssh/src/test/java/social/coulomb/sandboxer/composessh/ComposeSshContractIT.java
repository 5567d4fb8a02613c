package social.coulomb.sandboxer.composessh;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The contract with each engine alone, and with each compose program.
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up 2 --engine podman,docker")
class ComposeSshContractIT {

    @Nested
    class WithPodman extends ComposeSshContract {
        WithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class WithDocker extends ComposeSshContract {
        WithDocker() {
            super("docker alone");
        }
    }

    @Nested
    class WithPodmanCompose10 extends ComposeSshContract {
        WithPodmanCompose10() {
            super("podman-compose 1.0.");
        }
    }

    @Nested
    class WithPodmanCompose13 extends ComposeSshContract {
        WithPodmanCompose13() {
            super("podman-compose-1.3 1.3.");
        }
    }

    @Nested
    class WithDockerCompose1 extends ComposeSshContract {
        WithDockerCompose1() {
            super("docker-compose 1.29.");
        }
    }

    @Nested
    class WithDockerCompose2 extends ComposeSshContract {
        WithDockerCompose2() {
            super("docker compose 2.");
        }
    }
}
