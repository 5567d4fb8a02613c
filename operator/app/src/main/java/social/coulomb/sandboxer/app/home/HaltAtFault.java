package social.coulomb.sandboxer.app.home;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.app.StartFailure;
import social.coulomb.sandboxer.app.StartFailure.Exit;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoint;
import social.coulomb.sandboxer.controllers.reconcile.FaultPoints;

/// Ends the program at one [FaultPoint], as a power cut would: for tests of what survives that.
public final class HaltAtFault implements FaultPoints {

    /// Names the point, and after a colon at which time it is come to: `provisioned` or `torn-down:3`.
    public static final String VARIABLE = "SANDBOXER_FAULT_POINT";

    /// As a process that was killed exits.
    private static final int KILLED = 137;

    private final FaultPoint chosen;
    private final AtomicInteger timesLeft;

    private HaltAtFault(FaultPoint chosen, int times) {
        this.chosen = chosen;
        this.timesLeft = new AtomicInteger(times);
    }

    /// @param value what the variable holds; null or empty for no point
    /// @throws StartFailure when it names none
    public static FaultPoints named(@Nullable String value) throws StartFailure {
        if (value == null || value.isEmpty()) {
            return FaultPoints.NONE;
        }
        String[] parts = value.split(":", 2);
        String count = parts.length == 2 ? parts[1] : "1";
        for (FaultPoint point : FaultPoint.values()) {
            if (word(point).equals(parts[0]) && count.matches("[1-9][0-9]{0,5}")) {
                return new HaltAtFault(point, Integer.parseInt(count));
            }
        }
        throw new StartFailure(
                Exit.USAGE,
                VARIABLE + "=" + value + " names no fault point: write one of "
                        + Arrays.stream(FaultPoint.values())
                                .map(HaltAtFault::word)
                                .toList()
                        + ", and after a colon at which time, such as provisioned:3.");
    }

    @Override
    public void reached(FaultPoint point) {
        if (point == chosen && timesLeft.decrementAndGet() == 0) {
            System.err.println("sandboxer: ended at the fault point " + word(point));
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static String word(FaultPoint point) {
        return point.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
