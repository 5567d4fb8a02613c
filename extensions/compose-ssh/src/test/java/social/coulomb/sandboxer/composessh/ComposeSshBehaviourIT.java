package social.coulomb.sandboxer.composessh;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import social.coulomb.sandboxer.sdk.Reachability.Via;

/// What sandboxes do, with each engine.
@EnabledIfEnvironmentVariable(
        named = TestHost.VARIABLE,
        matches = ".+",
        disabledReason = "needs test hosts: hack/testbed up 2 --engine podman,docker")
class ComposeSshBehaviourIT {

    @Nested
    class NetworkWithPodman extends NetworkBehaviour {
        NetworkWithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class NetworkWithDocker extends NetworkBehaviour {
        NetworkWithDocker() {
            super("docker alone");
        }
    }

    @Nested
    class NetworkWithRootlessPodman extends NetworkBehaviour {
        NetworkWithRootlessPodman() {
            super("rootless podman alone");
        }

        /// A gateway is in the account's own network namespace: the host has its outside address only.
        @Override
        protected List<String> waysToTheHost(Trial trial) {
            return List.of(address());
        }

        /// The host, and with it a tunnel, does not reach containers.
        @Override
        protected Via wayIn() {
            return Via.PUBLISHED;
        }
    }

    @Nested
    class ServicesWithPodman extends ServiceBehaviour {
        ServicesWithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class ServicesWithDocker extends ServiceBehaviour {
        ServicesWithDocker() {
            super("docker alone");
        }
    }

    @Nested
    class LifeWithPodman extends LifeBehaviour {
        LifeWithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class LifeWithDocker extends LifeBehaviour {
        LifeWithDocker() {
            super("docker alone");
        }
    }

    @Nested
    class FirewallWithPodman extends FirewallBehaviour {
        FirewallWithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class FirewallWithDocker extends FirewallBehaviour {
        FirewallWithDocker() {
            super("docker alone");
        }
    }

    @Nested
    class SecretsWithPodman extends SecretsBehaviour {
        SecretsWithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class SecretsWithDocker extends SecretsBehaviour {
        SecretsWithDocker() {
            super("docker alone");
        }
    }

    @Nested
    class SecretsWithRootlessPodman extends SecretsBehaviour {
        SecretsWithRootlessPodman() {
            super("rootless podman alone");
        }
    }

    @Nested
    class ReachingWithPodman extends ReachingBehaviour {
        ReachingWithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class ReachingWithDocker extends ReachingBehaviour {
        ReachingWithDocker() {
            super("docker alone");
        }
    }

    @Nested
    class ReachingWithRootlessPodman extends ReachingBehaviour {
        ReachingWithRootlessPodman() {
            super("rootless podman alone");
        }
    }

    @Nested
    class PrivateImageWithPodman extends PrivateImageBehaviour {
        PrivateImageWithPodman() {
            super("podman alone");
        }
    }

    @Nested
    class PrivateImageWithDocker extends PrivateImageBehaviour {
        PrivateImageWithDocker() {
            super("docker alone");
        }
    }
}
