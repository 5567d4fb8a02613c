package social.coulomb.sandboxer.composessh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import social.coulomb.sandboxer.sdk.Observation;

/// What becomes of the host's firewall rules, which only root can set, tried on a real host with one engine.
abstract class FirewallBehaviour extends OnTestHost {

    FirewallBehaviour(String variant) {
        super(variant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FORWARD"})
    void rulesThatAreGoneFromTheFirewallAreSeenAndComeBack(String chain) throws Exception {
        Trial trial = trial().file("compose.yaml", WEB);
        trial.provision();

        host().run(
                        "iptables -S $2 | grep -- $1 | sed 's/^-A/-D/' | tr -d '\"' | while read -r rule; do iptables $rule; done",
                        trial.project(),
                        chain);

        assertThat(trial.observe())
                .isInstanceOfSatisfying(
                        Observation.Partial.class,
                        partial -> assertThat(partial.findings())
                                .singleElement()
                                .asString()
                                .contains("firewall"));
        assertThat(trial.provision().unenforced()).isEmpty();
        assertThat(trial.observe()).isInstanceOf(Observation.Running.class);
        trial.teardown();
        assertThat(trial.remains()).isEmpty();
    }
}
