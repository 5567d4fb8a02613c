package social.coulomb.sandboxer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class CarrierThreadsTest {

    private final Properties system = new Properties();

    @Test
    void aSmallMachineHasMoreCarriersThanProcessors() {
        CarrierThreads.configure(system, 2);

        assertThat(system).containsEntry(CarrierThreads.PROPERTY, "32");
    }

    @Test
    void aLargeMachineHasOneForEachProcessor() {
        CarrierThreads.configure(system, 128);

        assertThat(system).containsEntry(CarrierThreads.PROPERTY, "128");
    }

    @Test
    void whoStartsTheProgramMaySayOtherwise() {
        system.setProperty(CarrierThreads.PROPERTY, "4");

        CarrierThreads.configure(system, 2);

        assertThat(system).containsEntry(CarrierThreads.PROPERTY, "4");
    }
}
