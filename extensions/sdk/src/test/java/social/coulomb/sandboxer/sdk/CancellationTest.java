package social.coulomb.sandboxer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation();
    private final List<String> ran = new ArrayList<>();

    @Test
    void cancellingRunsWhatIsRegisteredOnceInOrder() {
        cancellation.onCancel(() -> ran.add("only"));

        cancellation.cancel();
        cancellation.cancel();

        assertThat(ran).containsExactly("only");
    }

    @Test
    void aClosedRegistrationIsNotRun() {
        cancellation.onCancel(() -> ran.add("closed")).close();

        cancellation.cancel();

        assertThat(ran).isEmpty();
    }

    @Test
    void whatIsRegisteredTooLateRunsAtOnce() {
        cancellation.cancel();

        cancellation.onCancel(() -> ran.add("late"));

        assertThat(ran).containsExactly("late");
        assertThatExceptionOfType(ExtensionFailure.Cancelled.class).isThrownBy(cancellation::throwIfCancelled);
    }
}
