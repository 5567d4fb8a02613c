package social.coulomb.sandboxer.controllers.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HolderIdentityTest {

    @Test
    void itIsReadAsItWasWritten() {
        HolderIdentity self = HolderIdentity.ofThisProcess();
        assertThat(HolderIdentity.parse(self.toString())).contains(self);
    }

    @Test
    void thisProcessIsNotDead() {
        assertThat(HolderIdentity.ofThisProcess().isProvenDead()).isFalse();
    }

    @Test
    void aProcessIdThatWasGivenToAnotherIsDead() {
        HolderIdentity self = HolderIdentity.ofThisProcess();
        HolderIdentity former = new HolderIdentity(self.machine(), self.process(), self.startedAt() - 60_000, "x");
        assertThat(former.isProvenDead()).isTrue();
    }

    @Test
    void aProcessThatEndedIsDead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        HolderIdentity self = HolderIdentity.ofThisProcess();
        assertThat(new HolderIdentity(self.machine(), process.pid(), 1, "x").isProvenDead())
                .isTrue();
    }

    @Test
    void nothingIsProvenOfAnotherMachine() {
        HolderIdentity self = HolderIdentity.ofThisProcess();
        assertThat(new HolderIdentity("elsewhere", self.process(), 1, "x").isProvenDead())
                .isFalse();
    }

    @Test
    void whatSomebodyElseWroteIsNoIdentityOfOurs() {
        assertThat(HolderIdentity.parse("pod-1")).isEmpty();
        assertThat(HolderIdentity.parse("a_b_c_d")).isEmpty();
    }
}
